package tapline.formats;

import tapline.shape.Shape;

/// Walks through an array in row-major order, and says where in storage each element is.
final class StridedWalk {
    private final int[] sizes;
    private final long[] strides;
    private final int[] index;
    private long position;

    /// @param strides how many elements lie between neighbours of each dimension, from 0 up
    StridedWalk(Shape shape, long[] strides) {
        this.sizes = shape.toArray();
        this.strides = strides;
        this.index = new int[sizes.length];
    }

    /// Where the next element is.
    long next() {
        long current = position;
        for (int dim = sizes.length - 1; dim >= 0; dim--) {
            position += strides[dim];
            if (++index[dim] < sizes[dim]) {
                break;
            }
            position -= strides[dim] * sizes[dim];
            index[dim] = 0;
        }
        return current;
    }

    /// The strides of an array whose last dimension runs fastest.
    static long[] rowMajor(Shape shape) {
        long[] strides = new long[shape.rank()];
        long stride = 1;
        for (int dim = strides.length - 1; dim >= 0; dim--) {
            strides[dim] = stride;
            stride *= Math.max(1, shape.size(dim));
        }
        return strides;
    }

    /// The strides of an array whose first dimension runs fastest, as Fortran stores it.
    static long[] columnMajor(Shape shape) {
        long[] strides = new long[shape.rank()];
        long stride = 1;
        for (int dim = 0; dim < strides.length; dim++) {
            strides[dim] = stride;
            stride *= Math.max(1, shape.size(dim));
        }
        return strides;
    }

    /// Whether these strides are [#rowMajor]'s wherever a dimension has neighbours at all.
    static boolean isRowMajor(Shape shape, long[] strides) {
        long[] dense = rowMajor(shape);
        for (int dim = 0; dim < strides.length; dim++) {
            if (shape.size(dim) > 1 && strides[dim] != dense[dim]) {
                return false;
            }
        }
        return true;
    }
}
