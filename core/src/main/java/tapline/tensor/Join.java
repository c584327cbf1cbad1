package tapline.tensor;

import java.util.List;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Tensors put one behind the other along a dimension.
final class Join {
    private Join() {}

    /// @param dim from 0, or from the end if negative
    static Tensor cat(List<Tensor> parts, int dim) {
        if (parts.isEmpty()) {
            throw new ShapeException("cat(): expected a non-empty list of Tensors");
        }
        Tensor first = parts.getFirst();
        int d = first.shape().dimension(dim);
        int total = 0;
        for (int i = 0; i < parts.size(); i++) {
            check(first, parts.get(i), i, d);
            total = Math.addExact(total, parts.get(i).size(d));
        }
        Tensor result = Tensor.result(first.dtype(), first.shape().with(d, total), parts.toArray(Tensor[]::new));
        Edge[] edges = new Edge[parts.size()];
        int at = 0;
        for (int i = 0; i < edges.length; i++) {
            Tensor part = parts.get(i);
            int start = at;
            copy(part, result, d, start);
            at += part.size(d);
            int end = at;
            edges[i] = Edge.to(part, g -> g.slice(d, start, end));
        }
        return Node.record("CatBackward0", result, edges);
    }

    private static void check(Tensor first, Tensor part, int index, int dim) {
        if (part.dtype() != first.dtype()) {
            throw new DTypeException("expected all tensors to be of type " + first.dtype() + ", but number " + index
                    + " is of type " + part.dtype());
        }
        Shape shape = part.shape();
        if (shape.rank() != first.shape().rank()) {
            throw new ShapeException("Tensors must have same number of dimensions: got "
                    + first.shape().rank() + " and " + shape.rank());
        }
        for (int d = 0; d < shape.rank(); d++) {
            if (d != dim && shape.size(d) != first.size(d)) {
                throw new ShapeException("Sizes of tensors must match except in dimension " + dim + ". Expected size "
                        + first.size(d) + " but got size " + shape.size(d) + " for tensor number " + index
                        + " in the list.");
            }
        }
    }

    private static void copy(Tensor part, Tensor result, int dim, int start) {
        int run = result.shape().stride(dim);
        int piece = part.size(dim) * run;
        int row = result.size(dim) * run;
        for (int outer = 0; piece > 0 && outer < part.shape().elements() / piece; outer++) {
            System.arraycopy(part.array(), outer * piece, result.array(), outer * row + start * run, piece);
        }
    }
}
