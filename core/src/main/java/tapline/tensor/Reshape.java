package tapline.tensor;

import java.util.Arrays;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// The same elements in other shapes, each step with its step back beneath it.
final class Reshape {
    private Reshape() {}

    static Tensor reshape(Tensor x, int... sizes) {
        return reshaped("ViewBackward0", x, shape(x.shape().elements(), sizes));
    }

    /// Without dimension `dim` if its size is 1.
    static Tensor squeeze(Tensor x, int dim) {
        int d = x.shape().dimension(dim);
        boolean isOne = x.shape().rank() > 0 && x.shape().size(d) == 1;
        return reshaped("SqueezeBackward1", x, isOne ? x.shape().without(d) : x.shape());
    }

    /// With a dimension of size 1 before `dim`; -1 is after the last.
    static Tensor unsqueeze(Tensor x, int dim) {
        int rank = x.shape().rank();
        if (dim < -rank - 1 || dim > rank) {
            throw new IndexOutOfBoundsException("Dimension out of range (expected to be in range of [" + (-rank - 1)
                    + ", " + rank + "], but got " + dim + ")");
        }
        int[] sizes = new int[rank + 1];
        int at = dim < 0 ? dim + rank + 1 : dim;
        for (int i = 0; i <= rank; i++) {
            sizes[i] = i == at ? 1 : x.size(i < at ? i : i - 1);
        }
        return reshaped("UnsqueezeBackward0", x, Shape.of(sizes));
    }

    /// With two dimensions exchanged, copied.
    static Tensor transpose(Tensor x, int dim0, int dim1) {
        int a = x.shape().dimension(dim0);
        int b = x.shape().dimension(dim1);
        if (x.shape().rank() == 0 || a == b) {
            return reshaped("TransposeBackward0", x, x.shape());
        }
        Shape shape = x.shape().with(a, x.size(b)).with(b, x.size(a));
        Tensor result = Tensor.zeros(x.dtype(), shape);
        int[] strides = new int[shape.rank()];
        for (int dim = 0; dim < strides.length; dim++) {
            strides[dim] = x.shape().stride(dim == a ? b : dim == b ? a : dim);
        }
        Strides source = new Strides(shape, strides);
        for (int i = 0; i < shape.elements(); i++) {
            result.setElement(i, x.element(source.of(i)));
        }
        return Node.record("TransposeBackward0", result, Edge.to(x, g -> transpose(g, a, b)));
    }

    private static Tensor reshaped(String step, Tensor x, Shape shape) {
        int[] before = x.shape().toArray();
        return Node.record(step, x.detach().as(shape), Edge.to(x, g -> g.reshape(before)));
    }

    /// The shape that sizes mean: one of them may be -1, for what is left.
    ///
    /// @param elements how many there are
    /// @throws ShapeException if the sizes don't make that many, or are unclear
    static Shape shape(int elements, int... sizes) {
        int unknown = -1;
        long known = 1;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < -1) {
                throw new ShapeException("invalid shape dimension " + sizes[i]);
            }
            if (sizes[i] >= 0) {
                known = Math.min(known * sizes[i], Integer.MAX_VALUE + 1L);
            } else if (unknown < 0) {
                unknown = i;
            } else {
                throw new ShapeException("only one dimension can be inferred");
            }
        }
        int[] result = sizes.clone();
        if (unknown >= 0 && known == 0 && elements == 0) {
            throw new ShapeException("cannot reshape tensor of 0 elements into shape " + Arrays.toString(sizes)
                    + " because the unspecified dimension size -1 can be any value and is ambiguous");
        }
        if (unknown >= 0 && known > 0 && elements % known == 0) {
            result[unknown] = (int) (elements / known);
        } else if (unknown >= 0 || known != elements) {
            throw new ShapeException("shape '" + Arrays.toString(sizes) + "' is invalid for input of size " + elements);
        }
        return Shape.of(result);
    }
}
