package tapline.train;

import tapline.tensor.Tensor;

/// Numbers and truth values as Python prints them, for printed optimisers and errors.
final class PythonNumber {
    private PythonNumber() {}

    /// `0.1`, `1e-08`, `-1.0`: the fewest digits that give the number back.
    static String repr(double value) {
        return Tensor.scalar(value).toNumpyString();
    }

    /// The same, with a zero that nobody chose as Python's `0`.
    static String reprOfOption(double value) {
        return value == 0 ? "0" : repr(value);
    }

    /// `True` or `False`.
    static String repr(boolean value) {
        return value ? "True" : "False";
    }
}
