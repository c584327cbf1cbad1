package tapline.tensor;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import tapline.kernel.Parallel;

/// The loops that look at one element, or one pair of elements, at a time.
final class Elementwise {
    /// Elements below which a thread is not worth waking.
    private static final int WORTH_SPLITTING = 1 << 16;

    private Elementwise() {}

    /// Whether a pair of elements passes.
    interface Comparison {
        boolean test(double x, double y);
    }

    /// `function` of each element, rounded to the element type.
    static Tensor map(Tensor x, DoubleUnaryOperator function) {
        Tensor result = Tensor.zeros(x.dtype(), x.shape());
        for (int i = 0; i < x.shape().elements(); i++) {
            result.setElement(i, function.applyAsDouble(x.element(i)));
        }
        return result;
    }

    /// The same numbers in another element type.
    static Tensor converted(Tensor x, DType dtype) {
        Tensor result = Tensor.zeros(dtype, x.shape());
        for (int i = 0; i < x.shape().elements(); i++) {
            result.setElement(i, x.element(i));
        }
        return result;
    }

    /// The operation on each pair of elements; dimensions of size 1 are repeated.
    static Tensor of(BinaryOperation operation, Tensor x, Tensor y) {
        if (x.dtype() != DType.FLOAT32
                || y.dtype() != DType.FLOAT32
                || !x.shape().equals(y.shape())) {
            return zip(x, y, operation::of);
        }
        Tensor result = Tensor.resultOver(x, y);
        Parallel.ranges(
                x.shape().elements(),
                WORTH_SPLITTING,
                (from, to) -> operation.loop(x.floats(), y.floats(), result.floats(), from, to));
        return result;
    }

    /// Adds to each element of `sum` the one of `x`, in float32.
    ///
    /// @param sum *Modified*
    /// @param x of the same shape
    static void addTo(Tensor sum, Tensor x) {
        Parallel.ranges(
                sum.shape().elements(),
                WORTH_SPLITTING,
                (from, to) -> BinaryOperation.ADD.loop(sum.floats(), x.floats(), sum.floats(), from, to));
    }

    /// The operation on each element and one number.
    static Tensor of(BinaryOperation operation, Tensor x, double y) {
        if (x.dtype() != DType.FLOAT32) {
            return map(x, v -> operation.of(v, y));
        }
        Tensor result = GradientArrays.empty(DType.FLOAT32, x.shape());
        Parallel.ranges(
                x.shape().elements(),
                WORTH_SPLITTING,
                (from, to) -> operation.loop(x.floats(), y, result.floats(), from, to));
        return result;
    }

    /// `function` of each pair of elements, rounded to the element type; dimensions of size 1 are repeated.
    static Tensor zip(Tensor x, Tensor y, DoubleBinaryOperator function) {
        if (x.dtype() != y.dtype()) {
            throw new DTypeException(
                    "expected both tensors to have the same element type, but got " + x.dtype() + " and " + y.dtype());
        }
        if (x.shape().equals(y.shape())) {
            return zipAlike(x, y, function);
        }
        Broadcast broadcast = Broadcast.of(x.shape(), y.shape());
        Tensor result = Tensor.zeros(x.dtype(), broadcast.shape());
        broadcast.rows((left, right, start) -> {
            for (int i = 0; i < broadcast.rowLength(); i++) {
                double a = x.element(left + i * broadcast.leftStep());
                double b = y.element(right + i * broadcast.rightStep());
                result.setElement(start + i, function.applyAsDouble(a, b));
            }
        });
        return result;
    }

    private static Tensor zipAlike(Tensor x, Tensor y, DoubleBinaryOperator function) {
        Tensor result = Tensor.zeros(x.dtype(), x.shape());
        for (int i = 0; i < x.shape().elements(); i++) {
            result.setElement(i, function.applyAsDouble(x.element(i), y.element(i)));
        }
        return result;
    }

    /// Whether shapes and element types are the same, and all pairs of elements pass.
    static boolean all(Tensor x, Tensor y, Comparison comparison) {
        if (!x.shape().equals(y.shape()) || x.dtype() != y.dtype()) {
            return false;
        }
        for (int i = 0; i < x.shape().elements(); i++) {
            if (!comparison.test(x.element(i), y.element(i))) {
                return false;
            }
        }
        return true;
    }
}
