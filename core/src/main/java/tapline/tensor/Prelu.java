package tapline.tensor;

import tapline.kernel.LeakyRelu;
import tapline.kernel.Parallel;
import tapline.kernel.RowProducts;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Leaky ReLU with slopes that are learned, with its step back beneath it.
final class Prelu {
    /// Elements below which a thread is not worth waking.
    private static final int WORTH_SPLITTING = 1 << 15;

    private Prelu() {}

    static Tensor forward(Tensor x, Tensor weight) {
        check(x, weight);
        Tensor result = Tensor.resultOver(x);
        rows(x.shape(), weight, (slope, from, to) -> {
            if (x.dtype() == DType.FLOAT32) {
                slope.apply(x.floats(), result.floats(), from, to);
            } else {
                for (int i = from; i < to; i++) {
                    result.doubles()[i] = slope.of(x.doubles()[i]);
                }
            }
        });
        return Node.record(
                "PreluBackward0",
                result,
                Edge.to(x, g -> inputGradient(x, weight, g)),
                Edge.to(weight, g -> weightGradient(x, weight, g)));
    }

    private static void check(Tensor x, Tensor weight) {
        if (weight.shape().rank() > 1) {
            throw new ShapeException("prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = "
                    + weight.shape().rank());
        }
        int count = weight.shape().elements();
        int channels = x.shape().rank() < 2 ? 1 : x.size(1);
        if (count != 1 && count != channels) {
            throw new ShapeException("Mismatch of parameter numbers and input channel size. Found parameter numbers = "
                    + count + " and channel size = " + channels + ".");
        }
        if (weight.dtype() != x.dtype()) {
            throw new DTypeException(
                    "prelu: Type promoting not supported. Got " + x.dtype() + " and " + weight.dtype());
        }
    }

    private interface Row {
        void run(LeakyRelu slope, int from, int to);
    }

    private static void rows(Shape shape, Tensor weight, Row row) {
        int count = weight.shape().elements();
        int length = rowLength(shape);
        int rows = length == 0 ? 0 : shape.elements() / length;
        Parallel.ranges(rows, Math.max(1, WORTH_SPLITTING / Math.max(1, length)), (from, to) -> {
            for (int i = from; i < to; i++) {
                row.run(new LeakyRelu(weight.element(i % count)), i * length, (i + 1) * length);
            }
        });
    }

    /// Samples of one channel of one signal.
    private static int rowLength(Shape shape) {
        return shape.rank() < 2 ? shape.elements() : shape.stride(1);
    }

    private static Tensor inputGradient(Tensor x, Tensor weight, Tensor g) {
        Tensor result = GradientArrays.empty(x.dtype(), x.shape());
        rows(x.shape(), weight, (slope, from, to) -> {
            if (x.dtype() == DType.FLOAT32) {
                slope.backward(x.floats(), g.floats(), result.floats(), from, to);
            } else {
                for (int i = from; i < to; i++) {
                    result.doubles()[i] = g.doubles()[i] * slope.slope(x.doubles()[i]);
                }
            }
        });
        return result;
    }

    /// Sums of rows in the order of [RowProducts] (in float64: ascending), which are added in ascending order,
    /// those of each slope.
    private static Tensor weightGradient(Tensor x, Tensor weight, Tensor g) {
        double[] ofRows = ofRows(x, g);
        double[] sums = new double[weight.shape().elements()];
        for (int row = 0; row < ofRows.length; row++) {
            sums[row % sums.length] += ofRows[row];
        }
        return Tensor.wrap(sums, weight.shape().toArray()).to(x.dtype());
    }

    private static double[] ofRows(Tensor x, Tensor g) {
        int length = rowLength(x.shape());
        int rows = length == 0 ? 0 : x.shape().elements() / length;
        if (x.dtype() == DType.FLOAT32) {
            return RowProducts.ofNegative(g.floats(), x.floats(), rows, length);
        }
        double[] sums = new double[rows];
        for (int i = 0; i < rows * length; i++) {
            sums[i / length] += g.doubles()[i] * Math.min(x.doubles()[i], 0);
        }
        return sums;
    }
}
