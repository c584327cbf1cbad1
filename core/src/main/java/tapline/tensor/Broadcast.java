package tapline.tensor;

import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// How two shapes match: dimensions are compared from the last, and one of size 1, or missing, is repeated.
///
/// @param shape of the result
/// @param leftStrides how far one step along each dimension of the result goes in the left operand: 0 where it is
///     repeated
/// @param rightStrides the same for the right operand
record Broadcast(Shape shape, int[] leftStrides, int[] rightStrides) {

    /// @throws ShapeException if two sizes differ and neither is 1
    static Broadcast of(Shape left, Shape right) {
        int rank = Math.max(left.rank(), right.rank());
        int[] sizes = new int[rank];
        for (int dim = rank - 1; dim >= 0; dim--) {
            int a = size(left, rank, dim);
            int b = size(right, rank, dim);
            if (a != b && a != 1 && b != 1) {
                throw new ShapeException("The size of tensor a (" + a + ") must match the size of tensor b (" + b
                        + ") at non-singleton dimension " + dim);
            }
            sizes[dim] = a == 1 ? b : a;
        }
        return new Broadcast(Shape.of(sizes), strides(left, rank), strides(right, rank));
    }

    private static int size(Shape shape, int rank, int dim) {
        int own = dim - (rank - shape.rank());
        return own < 0 ? 1 : shape.size(own);
    }

    private static int[] strides(Shape shape, int rank) {
        int[] strides = new int[rank];
        for (int dim = rank - shape.rank(); dim < rank; dim++) {
            int own = dim - (rank - shape.rank());
            strides[dim] = shape.size(own) == 1 ? 0 : shape.stride(own);
        }
        return strides;
    }

    /// Where element `index` of the result comes from in the left operand.
    int left(int index) {
        return source(index, leftStrides);
    }

    /// Where element `index` of the result comes from in the right operand.
    int right(int index) {
        return source(index, rightStrides);
    }

    private int source(int index, int[] strides) {
        int rest = index;
        int source = 0;
        for (int dim = strides.length - 1; dim >= 0; dim--) {
            source += rest % shape.size(dim) * strides[dim];
            rest /= shape.size(dim);
        }
        return source;
    }
}
