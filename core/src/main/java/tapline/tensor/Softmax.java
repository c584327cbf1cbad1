package tapline.tensor;

import tapline.kernel.Exponential;
import tapline.kernel.Parallel;
import tapline.shape.Shape;

/// Softmax and its logarithm along a dimension, each with its step back beneath it. The greatest element is taken
/// away first, so that nothing overflows. Sums are added up in double, in ascending order.
final class Softmax {
    /// Elements below which a thread is not worth waking.
    private static final int WORTH_SPLITTING = 1 << 13;

    private Softmax() {}

    static Tensor softmax(Tensor x, int dim) {
        Lines lines = Lines.of(x.shape(), dim);
        Tensor y = Tensor.zeros(x.dtype(), x.shape());
        lines.forEach(line -> {
            double sum = exponentials(x, y, line);
            for (int i = line.from(); i < line.to(); i += line.step()) {
                y.setElement(i, y.element(i) / sum);
            }
        });
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
        Tensor y = Tensor.zeros(x.dtype(), x.shape());
        lines.forEach(line -> {
            double greatest = greatest(x, line);
            double log = StrictMath.log(exponentials(x, y, line));
            for (int i = line.from(); i < line.to(); i += line.step()) {
                y.setElement(i, x.element(i) - greatest - log);
            }
        });
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

    /// Writes `e^(x - greatest)` to `y`, and returns the sum of what was written.
    private static double exponentials(Tensor x, Tensor y, Line line) {
        double greatest = greatest(x, line);
        double sum = 0;
        for (int i = line.from(); i < line.to(); i += line.step()) {
            y.setElement(i, exp(x.dtype(), x.element(i) - greatest));
            sum += y.element(i);
        }
        return sum;
    }

    private static double greatest(Tensor x, Line line) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = line.from(); i < line.to(); i += line.step()) {
            greatest = Math.max(greatest, x.element(i));
        }
        return greatest;
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
