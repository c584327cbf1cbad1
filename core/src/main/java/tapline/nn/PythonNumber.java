package tapline.nn;

import tapline.tensor.Tensor;

/// Numbers as Python prints them, for printed layers.
final class PythonNumber {
    private PythonNumber() {}

    /// A float: `0.01`, `1.0`, `1e-05`.
    static String of(double value) {
        return Tensor.scalar(value).toNumpyString();
    }

    /// The same, but a whole number as an int: `20`.
    static String shortest(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value) : of(value);
    }
}
