package tapline.tensor;

import java.util.Arrays;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// The shape that a call of `reshape` means: one of its sizes may be -1, for what is left.
final class Reshape {
    private Reshape() {}

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
