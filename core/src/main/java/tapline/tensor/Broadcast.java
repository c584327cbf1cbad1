package tapline.tensor;

import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// How two shapes match: dimensions are compared from the last, and one of size 1, or missing, is repeated.
///
/// @param shape of the result
/// @param left how far one step along each dimension of the result goes in the left operand: 0 where it is repeated
/// @param right the same for the right operand
record Broadcast(Shape shape, Strides left, Strides right) {

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
        Shape shape = Shape.of(sizes);
        return new Broadcast(shape, strides(left, shape), strides(right, shape));
    }

    private static int size(Shape shape, int rank, int dim) {
        int own = dim - (rank - shape.rank());
        return own < 0 ? 1 : shape.size(own);
    }

    private static Strides strides(Shape own, Shape result) {
        int[] strides = new int[result.rank()];
        int missing = result.rank() - own.rank();
        for (int dim = 0; dim < own.rank(); dim++) {
            strides[missing + dim] = own.size(dim) == 1 ? 0 : own.stride(dim);
        }
        return new Strides(result, strides);
    }

    /// What is done with one row, that is the last dimension: where it starts in both operands and the result.
    interface Row {
        void at(int left, int right, int start);
    }

    /// Goes through the rows of the result in order.
    void rows(Row row) {
        int length = rowLength();
        for (int start = 0; length > 0 && start < shape.elements(); start += length) {
            row.at(left.of(start), right.of(start), start);
        }
    }

    /// Elements of a row of the result.
    int rowLength() {
        return shape.rank() == 0 ? 1 : shape.size(-1);
    }

    /// From one element of a row to the next in the left operand: 1, or 0 where it is repeated.
    int leftStep() {
        return shape.rank() == 0 ? 0 : left.steps()[shape.rank() - 1];
    }

    /// The same for the right operand.
    int rightStep() {
        return shape.rank() == 0 ? 0 : right.steps()[shape.rank() - 1];
    }
}
