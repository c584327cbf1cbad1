package tapline.tensor;

import tapline.shape.Shape;

/// Where the elements of one shape lie in the memory of another.
///
/// @param shape whose elements are asked for
/// @param steps how far one step along each of its dimensions goes in the memory
record Strides(Shape shape, int[] steps) {
    /// The place of element `index`, in row-major order of the shape.
    int of(int index) {
        int rest = index;
        int place = 0;
        for (int dim = steps.length - 1; dim >= 0; dim--) {
            place += rest % shape.size(dim) * steps[dim];
            rest /= shape.size(dim);
        }
        return place;
    }
}
