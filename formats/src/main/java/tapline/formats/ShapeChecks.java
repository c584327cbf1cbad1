package tapline.formats;

import java.util.List;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Shapes out of files, whose numbers may be any.
final class ShapeChecks {
    private ShapeChecks() {}

    /// The shape of these sizes, or null if one array can't hold it.
    static Shape shape(List<Long> sizes) {
        int[] ints = new int[sizes.size()];
        for (int dim = 0; dim < ints.length; dim++) {
            long size = sizes.get(dim);
            if (size != (int) size) {
                return null;
            }
            ints[dim] = (int) size;
        }
        try {
            return Shape.of(ints);
        } catch (ShapeException e) {
            return null;
        }
    }
}
