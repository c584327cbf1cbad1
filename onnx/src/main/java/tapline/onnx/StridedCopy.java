package tapline.onnx;

import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// A rearrangement: slices, transpositions and repetitions are all copies in which one step along a dimension of
/// the result is some step in the memory of the source.
///
/// @param shape of the result
/// @param steps how far one step along each dimension of the result goes in the source; 0 repeats, negative
///     reverses
/// @param offset where the first element of the result stands in the source
record StridedCopy(Shape shape, int[] steps, int offset) {
    /// The steps between neighbours of each dimension of `shape` itself.
    static int[] steps(Shape shape) {
        int[] steps = new int[shape.rank()];
        for (int dim = 0; dim < steps.length; dim++) {
            steps[dim] = shape.stride(dim);
        }
        return steps;
    }

    /// `value` repeated along its dimensions of size 1, and along those that it lacks, to `shape`.
    ///
    /// @throws ShapeException if its sizes are neither those of `shape` nor 1
    static Value expand(Value value, Shape shape) {
        Shape own = value.shape();
        if (own.equals(shape)) {
            return value;
        }
        int missing = shape.rank() - own.rank();
        int[] steps = new int[shape.rank()];
        for (int dim = 0; dim < own.rank(); dim++) {
            if (missing < 0 || (own.size(dim) != 1 && own.size(dim) != shape.size(missing + dim))) {
                throw new ShapeException("can't repeat size " + own.toList() + " to " + shape.toList());
            }
            steps[missing + dim] = own.size(dim) == 1 ? 0 : own.stride(dim);
        }
        return new StridedCopy(shape, steps, 0).of(value);
    }

    /// `value` with its dimensions in the order `permutation`.
    static Value transpose(Value value, int... permutation) {
        int[] sizes = new int[permutation.length];
        int[] steps = new int[permutation.length];
        for (int dim = 0; dim < sizes.length; dim++) {
            sizes[dim] = value.shape().size(permutation[dim]);
            steps[dim] = value.shape().stride(permutation[dim]);
        }
        return new StridedCopy(Shape.of(sizes), steps, 0).of(value);
    }

    /// The shape to which both are repeated.
    ///
    /// @throws ShapeException if two sizes differ and neither is 1
    static Shape common(Shape left, Shape right) {
        int rank = Math.max(left.rank(), right.rank());
        int[] sizes = new int[rank];
        for (int dim = 0; dim < rank; dim++) {
            int a = dim < rank - left.rank() ? 1 : left.size(dim - (rank - left.rank()));
            int b = dim < rank - right.rank() ? 1 : right.size(dim - (rank - right.rank()));
            if (a != b && a != 1 && b != 1) {
                throw new ShapeException("sizes " + left.toList() + " and " + right.toList() + " don't go together");
            }
            sizes[dim] = a == 1 ? b : a;
        }
        return Shape.of(sizes);
    }

    /// The rearranged copy.
    Value of(Value source) {
        Value result = source.blank(shape);
        int elements = shape.elements();
        int last = steps.length - 1;
        int row = last < 0 ? 1 : shape.size(last);
        int step = last < 0 ? 0 : steps[last];
        int[] index = new int[Math.max(last, 0)];
        int from = offset;
        for (int to = 0; to < elements; to += row) {
            copyRow(source.array(), from, step, result.array(), to, row);
            from += advance(index);
        }
        return result;
    }

    /// Goes on to the next row.
    ///
    /// @param index of the row, in all dimensions but the last. *Modified*
    /// @return how far the next row is from this one in the source
    private int advance(int[] index) {
        int distance = 0;
        for (int dim = index.length - 1; dim >= 0; dim--) {
            distance += steps[dim];
            if (++index[dim] < shape.size(dim)) {
                return distance;
            }
            distance -= index[dim] * steps[dim];
            index[dim] = 0;
        }
        return distance;
    }

    private static void copyRow(Object source, int from, int step, Object result, int to, int count) {
        if (step == 1) {
            System.arraycopy(source, from, result, to, count);
            return;
        }
        switch (source) {
            case float[] floats -> {
                for (int i = 0; i < count; i++) {
                    ((float[]) result)[to + i] = floats[from + i * step];
                }
            }
            case double[] doubles -> {
                for (int i = 0; i < count; i++) {
                    ((double[]) result)[to + i] = doubles[from + i * step];
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    ((long[]) result)[to + i] = ((long[]) source)[from + i * step];
                }
            }
        }
    }
}
