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
        return pick(x, d, from, step, Math.ceilDiv(to - from, step));
    }

    /// @param dim from 0, or from the end if negative
    static Tensor select(Tensor x, int dim, int index) {
        requireDimensions(x, "select");
        int d = x.shape().dimension(dim);
        Tensor picked = pick(x, d, position(x, d, index), 1, 1);
        return picked.reshape(x.shape().without(d).toArray());
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
        Shape shape = x.shape().with(dim, count);
        Tensor result = Tensor.zeros(x.dtype(), shape);
        if (shape.elements() == 0) {
            return result;
        }
        int run = shape.stride(dim);
        // Without a step, what is picked of one index of the dimensions before lies together.
        int pieces = step == 1 ? 1 : count;
        int piece = count / pieces * run;
        for (int outer = 0; outer < shape.elements() / (count * run); outer++) {
            int base = (outer * x.size(dim) + from) * run;
            for (int i = 0; i < pieces; i++) {
                int target = outer * count * run + i * piece;
                System.arraycopy(x.array(), base + i * step * run, result.array(), target, piece);
            }
        }
        return result;
    }
}
