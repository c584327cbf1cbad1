package tapline.tensor;

import java.util.Arrays;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// The windows of one dimension, as a dimension of their own, with the step back beneath.
final class Unfold {
    private Unfold() {}

    /// @param dim from 0, or from the end if negative
    static Tensor forward(Tensor x, int dim, int size, int step) {
        int d = x.shape().dimension(dim);
        int length = x.shape().rank() == 0 ? 1 : x.size(d);
        if (size < 0) {
            throw new ShapeException("size is " + size + " but must be >= 0");
        }
        if (size > length) {
            throw new ShapeException(
                    "maximum size for tensor at dimension " + d + " is " + length + " but size is " + size);
        }
        if (step < 1) {
            throw new ShapeException("step is " + step + " but must be > 0");
        }
        Shape shape = x.shape().rank() == 0 ? Shape.of(1) : x.shape();
        Folds folds = new Folds(shape, d, size, step);
        Tensor result = Tensor.zeros(x.dtype(), folds.unfolded());
        folds.each((from, at) -> result.setElement(at, x.element(from)));
        Shape whole = x.shape();
        return Node.record("UnfoldBackward0", result, Edge.to(x, g -> fold(g, folds, whole)));
    }

    /// What stood in several windows, added up: the adjoint of unfolding.
    private static Tensor fold(Tensor g, Folds folds, Shape shape) {
        double[] sums = new double[shape.elements()];
        folds.each((whole, at) -> sums[whole] += g.element(at));
        return Tensor.wrap(sums, shape.toArray()).to(g.dtype());
    }

    /// @param shape before unfolding
    /// @param size of a window
    /// @param step from window to window
    private record Folds(Shape shape, int dim, int size, int step) {
        interface Element {
            void at(int whole, int at);
        }

        int windows() {
            return (shape.size(dim) - size) / step + 1;
        }

        Shape unfolded() {
            int[] sizes = Arrays.copyOf(shape.toArray(), shape.rank() + 1);
            sizes[dim] = windows();
            sizes[shape.rank()] = size;
            return Shape.of(sizes);
        }

        void each(Element element) {
            int run = shape.stride(dim);
            int elements = unfolded().elements();
            for (int at = 0; at < elements; at++) {
                int tap = at % size;
                int inner = at / size % run;
                int window = at / size / run % windows();
                int outer = at / size / run / windows();
                element.at((outer * shape.size(dim) + window * step + tap) * run + inner, at);
            }
        }
    }
}
