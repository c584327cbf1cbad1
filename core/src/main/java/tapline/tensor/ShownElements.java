package tapline.tensor;

import java.util.function.IntConsumer;
import tapline.shape.Shape;

/// Which elements of a tensor are printed: those of each dimension's edges. PyTorch and NumPy cut alike.
/// Immutable.
///
/// @param edgeItems indices shown at either end of a dimension; a dimension of up to twice as many is shown
/// whole
record ShownElements(Shape shape, int edgeItems) {
    private boolean cut(int dim) {
        return shape.size(dim) > 2L * edgeItems;
    }

    /// Whether dots stand in place of `index` and of what follows up to [#lastOfGap].
    boolean gapAt(int dim, int index) {
        return cut(dim) && index == edgeItems;
    }

    /// The last index of dimension `dim` that is not shown, where the dimension is cut.
    int lastOfGap(int dim) {
        return shape.size(dim) - edgeItems - 1;
    }

    /// Visits the row-major position of every element shown.
    void forEach(IntConsumer visitor) {
        forEach(0, 0, visitor);
    }

    private void forEach(int dim, int offset, IntConsumer visitor) {
        if (dim == shape.rank()) {
            visitor.accept(offset);
            return;
        }
        for (int index = 0; index < shape.size(dim); index++) {
            if (gapAt(dim, index)) {
                index = lastOfGap(dim);
            } else {
                forEach(dim + 1, offset + index * shape.stride(dim), visitor);
            }
        }
    }
}
