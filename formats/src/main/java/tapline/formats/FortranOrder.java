package tapline.formats;

import tapline.shape.Shape;

/// Walks through an array with the first dimension running fastest, as Fortran stores it, and says where each
/// element belongs in row-major order.
final class FortranOrder {
    private final int[] sizes;
    private final int[] strides;
    private final int[] index;
    private int position;

    /// The elements in row-major order. `stored` is *not modified*.
    static float[] toRowMajor(float[] stored, Shape shape) {
        float[] rowMajor = new float[stored.length];
        FortranOrder order = new FortranOrder(shape);
        for (float value : stored) {
            rowMajor[order.next()] = value;
        }
        return rowMajor;
    }

    /// The elements in row-major order. `stored` is *not modified*.
    static double[] toRowMajor(double[] stored, Shape shape) {
        double[] rowMajor = new double[stored.length];
        FortranOrder order = new FortranOrder(shape);
        for (double value : stored) {
            rowMajor[order.next()] = value;
        }
        return rowMajor;
    }

    private FortranOrder(Shape shape) {
        sizes = shape.toArray();
        strides = new int[sizes.length];
        for (int dim = 0; dim < sizes.length; dim++) {
            strides[dim] = shape.stride(dim);
        }
        index = new int[sizes.length];
    }

    /// The row-major position of the next element.
    private int next() {
        int current = position;
        for (int dim = 0; dim < sizes.length; dim++) {
            position += strides[dim];
            if (++index[dim] < sizes[dim]) {
                break;
            }
            position -= strides[dim] * sizes[dim];
            index[dim] = 0;
        }
        return current;
    }
}
