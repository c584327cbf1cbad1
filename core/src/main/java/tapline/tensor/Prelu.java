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
        Back back = new Back(x.detach(), weight.detach());
        return Node.record(
                "PreluBackward0", result, Edge.to(x, back::inputGradient), Edge.to(weight, back::weightGradient));
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

    /// The step back. Both gradients are made of the same two tensors, and so in one walk over them.
    private static final class Back {
        private final Tensor x;
        private final Tensor weight;
        private Tensor known;
        private double[] slopes;

        Back(Tensor x, Tensor weight) {
            this.x = x;
            this.weight = weight;
        }

        synchronized Tensor inputGradient(Tensor g) {
            Tensor result = GradientArrays.empty(x.dtype(), x.shape());
            walk(g, result);
            return result;
        }

        /// Sums of rows in the order of [RowProducts] (in float64: ascending), which are added in ascending order,
        /// those of each slope.
        synchronized Tensor weightGradient(Tensor g) {
            if (known != g) {
                walk(g, Tensor.zeros(x.dtype(), x.shape()));
            }
            double[] sums = new double[weight.shape().elements()];
            for (int row = 0; row < slopes.length; row++) {
                sums[row % sums.length] += slopes[row];
            }
            return Tensor.wrap(sums, weight.shape().toArray()).to(x.dtype());
        }

        /// @param result the input's gradient. *Modified*
        private void walk(Tensor g, Tensor result) {
            int length = Math.max(1, rowLength(x.shape()));
            double[] sums = new double[x.shape().elements() / length];
            rows(x.shape(), weight, (slope, from, to) -> {
                if (x.dtype() == DType.FLOAT32) {
                    slope.backward(x.floats(), g.floats(), result.floats(), from, to);
                    sums[from / length] = RowProducts.ofNegative(g.floats(), x.floats(), from, to);
                } else {
                    backward(slope, g.doubles(), result.doubles(), from, to);
                    sums[from / length] = sumOfNegative(g.doubles(), from, to);
                }
            });
            known = g;
            slopes = sums;
        }

        private void backward(LeakyRelu slope, double[] g, double[] result, int from, int to) {
            for (int i = from; i < to; i++) {
                result[i] = g[i] * slope.slope(x.doubles()[i]);
            }
        }

        private double sumOfNegative(double[] g, int from, int to) {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += g[i] * Math.min(x.doubles()[i], 0);
            }
            return sum;
        }
    }
}
