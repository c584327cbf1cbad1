package tapline.tensor;

import tapline.kernel.Exponential;
import tapline.kernel.Parallel;
import tapline.kernel.SoftmaxLine;
import tapline.shape.Shape;

/// Softmax and its logarithm along a dimension, each with its step back beneath it.
final class Softmax {
    /// Elements below which a thread is not worth waking.
    private static final int WORTH_SPLITTING = 1 << 13;

    private Softmax() {}

    static Tensor softmax(Tensor x, int dim) {
        Lines lines = Lines.of(x.shape(), dim);
        Tensor y = forward(x, lines, new SoftmaxLine(false));
        return Node.record("SoftmaxBackward0", y, Edge.to(x, g -> softmaxBackward(lines, y, g)));
    }

    private static Tensor softmaxBackward(Lines lines, Tensor y, Tensor g) {
        Tensor result = Tensor.zeros(y.dtype(), y.shape());
        lines.forEach(line -> {
            double sum = 0;
            for (int i = line.from(); i < line.to(); i += line.step()) {
                sum += g.element(i) * y.element(i);
            }
            for (int i = line.from(); i < line.to(); i += line.step()) {
                result.setElement(i, y.element(i) * (g.element(i) - sum));
            }
        });
        return result;
    }

    static Tensor logSoftmax(Tensor x, int dim) {
        Lines lines = Lines.of(x.shape(), dim);
        Tensor y = forward(x, lines, new SoftmaxLine(true));
        return Node.record("LogSoftmaxBackward0", y, Edge.to(x, g -> logSoftmaxBackward(lines, y, g)));
    }

    private static Tensor logSoftmaxBackward(Lines lines, Tensor y, Tensor g) {
        Tensor result = Tensor.zeros(y.dtype(), y.shape());
        lines.forEach(line -> {
            double sum = 0;
            for (int i = line.from(); i < line.to(); i += line.step()) {
                sum += g.element(i);
            }
            for (int i = line.from(); i < line.to(); i += line.step()) {
                result.setElement(i, g.element(i) - exp(y.dtype(), y.element(i)) * sum);
            }
        });
        return result;
    }

    private static Tensor forward(Tensor x, Lines lines, SoftmaxLine along) {
        Tensor y = Tensor.zeros(x.dtype(), x.shape());
        lines.forEach(line -> {
            if (x.dtype() == DType.FLOAT32) {
                along.run(x.floats(), y.floats(), line.from(), line.to(), line.step());
            } else {
                along.run(x.doubles(), y.doubles(), line.from(), line.to(), line.step());
            }
        });
        return y;
    }

    private static double exp(DType dtype, double x) {
        return dtype == DType.FLOAT32 ? Exponential.of((float) x) : StrictMath.exp(x);
    }

    /// The elements that differ in one index only.
    private record Line(int from, int to, int step) {}

    private interface Body {
        void run(Line line);
    }

    /// All lines along one dimension.
    ///
    /// @param count how many lines there are
    /// @param size elements of a line
    /// @param run from one element of a line to the next
    private record Lines(int count, int size, int run) {
        static Lines of(Shape shape, int dim) {
            int d = shape.dimension(dim);
            int size = shape.rank() == 0 ? 1 : shape.size(d);
            return new Lines(shape.elements() / Math.max(size, 1), size, shape.stride(d));
        }

        void forEach(Body body) {
            Parallel.ranges(count, Math.max(1, WORTH_SPLITTING / Math.max(size, 1)), (first, last) -> {
                for (int i = first; i < last; i++) {
                    int from = i / run * size * run + i % run;
                    body.run(new Line(from, from + size * run, run));
                }
            });
        }
    }
}
