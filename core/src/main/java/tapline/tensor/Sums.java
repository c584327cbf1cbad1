package tapline.tensor;

import tapline.shape.Shape;

/// Sums along a dimension: added up in double in ascending order, then rounded to the element type.
final class Sums {
    private Sums() {}

    /// @param dim from 0, or from the end if negative; the result lacks it
    static Tensor along(Tensor x, int dim) {
        int d = x.shape().dimension(dim);
        Shape shape = x.shape().rank() == 0 ? Shape.of(1) : x.shape();
        Tensor result = Tensor.zeros(x.dtype(), shape.without(d));
        int size = shape.size(d);
        int run = shape.stride(d);
        for (int i = 0; i < result.shape().elements(); i++) {
            int base = i / run * size * run + i % run;
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += x.element(base + j * run);
            }
            result.setElement(i, sum);
        }
        return result;
    }
}
