package tapline.tensor;

import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Parts of tensors, copied: slices and single indices of one dimension.
final class Parts {
    private Parts() {}

    /// @param dim from 0, or from the end if negative
    static Tensor slice(Tensor x, int dim, int start, int end, int step) {
        if (step < 1) {
            throw new ShapeException("step must be greater than zero");
        }
        requireDimensions(x, "slice");
        int d = x.shape().dimension(dim);
        int size = x.size(d);
        int from = Math.clamp(start < 0 ? (long) start + size : start, 0, size);
        int to = Math.clamp(end < 0 ? (long) end + size : end, from, size);
        Tensor picked = pick(x, d, from, step, Math.ceilDiv(to - from, step));
        Shape shape = x.shape();
        return Node.record("SliceBackward0", picked, Edge.to(x, g -> place(g, shape, d, from, step)));
    }

    /// @param dim from 0, or from the end if negative
    static Tensor select(Tensor x, int dim, int index) {
        requireDimensions(x, "select");
        int d = x.shape().dimension(dim);
        int at = position(x, d, index);
        Shape shape = x.shape();
        Tensor picked = pick(x, d, at, 1, 1).reshape(shape.without(d).toArray());
        return Node.record(
                "SelectBackward0",
                picked,
                Edge.to(x, g -> place(g.reshape(shape.with(d, 1).toArray()), shape, d, at, 1)));
    }

    /// `index` of dimension `dim` (from 0) as a position from 0.
    static int position(Tensor x, int dim, int index) {
        int size = x.size(dim);
        if (index < -size || index >= size) {
            throw new IndexOutOfBoundsException(
                    "index " + index + " is out of bounds for dimension " + dim + " with size " + size);
        }
        return index < 0 ? index + size : index;
    }

    private static void requireDimensions(Tensor x, String operation) {
        if (x.shape().rank() == 0) {
            throw new IndexOutOfBoundsException(operation + "() cannot be applied to a 0-dim tensor.");
        }
    }

    private static Tensor pick(Tensor x, int dim, int from, int step, int count) {
        Tensor result = Tensor.zeros(x.dtype(), x.shape().with(dim, count));
        new Strip(x.shape(), dim, from, step, count)
                .copy((whole, part, run) -> System.arraycopy(x.array(), whole, result.array(), part, run));
        return result;
    }

    /// Zeros of `shape` with `part` where [#pick] would take it from: the adjoint of picking.
    private static Tensor place(Tensor part, Shape shape, int dim, int from, int step) {
        Tensor result = Tensor.zeros(part.dtype(), shape);
        new Strip(shape, dim, from, step, part.size(dim))
                .copy((whole, at, run) -> System.arraycopy(part.array(), at, result.array(), whole, run));
        return result;
    }

    /// Where the elements of a part lie in the whole.
    ///
    /// @param shape of the whole
    /// @param dim that is cut
    /// @param from the first index that the part has
    /// @param step from one index to the next
    /// @param count how many indices
    private record Strip(Shape shape, int dim, int from, int step, int count) {
        interface Copy {
            void run(int whole, int part, int length);
        }

        void copy(Copy copy) {
            int elements = shape.with(dim, count).elements();
            if (elements == 0) {
                return;
            }
            int run = shape.stride(dim);
            // Without a step, what is picked of one index of the dimensions before lies together.
            int pieces = step == 1 ? 1 : count;
            int piece = count / pieces * run;
            for (int outer = 0; outer < elements / (count * run); outer++) {
                int base = (outer * shape.size(dim) + from) * run;
                for (int i = 0; i < pieces; i++) {
                    copy.run(base + i * step * run, outer * count * run + i * piece, piece);
                }
            }
        }
    }
}
