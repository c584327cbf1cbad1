package tapline.tensor;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Turns Java's nested arrays (`float[][][]`) into contiguous tensors.
final class NestedArrays {
    private NestedArrays() {}

    /// A tensor of the numbers of `nested`, which must be rectangular.
    ///
    /// @param nested `float` or `double` arrays in at least one array. *Not modified*
    static Tensor flatten(Object[] nested) {
        List<Integer> sizes = new ArrayList<>();
        Object level = nested;
        while (level instanceof Object[] array) {
            sizes.add(array.length);
            level = array.length == 0 ? emptyElement(array) : array[0];
        }
        if (!(level instanceof float[] || level instanceof double[])) {
            throw new DTypeException("A tensor is made of float or double arrays, but got "
                    + nested.getClass().getSimpleName());
        }
        sizes.add(Array.getLength(level));
        int[] dims = sizes.stream().mapToInt(Integer::intValue).toArray();
        Tensor result = Tensor.zeros(level instanceof float[] ? DType.FLOAT32 : DType.FLOAT64, dims);
        copy(nested, 0, Shape.of(dims), result, 0);
        return result;
    }

    /// What an empty array would hold: the rank follows from the type where there is no element to ask.
    private static Object emptyElement(Object[] empty) {
        Class<?> element = empty.getClass().getComponentType();
        return element.isArray() ? Array.newInstance(element.getComponentType(), 0) : null;
    }

    private static void copy(Object level, int dim, Shape shape, Tensor result, int offset) {
        int length = level == null ? 0 : Array.getLength(level);
        if (level == null || length != shape.size(dim)) {
            throw new ShapeException(
                    "expected sequence of length " + shape.size(dim) + " at dim " + dim + " (got " + length + ")");
        }
        if ((dim == shape.rank() - 1) == (level instanceof Object[])) {
            throw new ShapeException("expected " + shape.rank() + " levels of arrays everywhere, but got "
                    + (level instanceof Object[] ? "more" : (dim + 1)) + " at dim " + dim);
        }
        switch (level) {
            case float[] row -> System.arraycopy(row, 0, result.floats(), offset, length);
            case double[] row -> System.arraycopy(row, 0, result.doubles(), offset, length);
            default -> {
                for (int i = 0; i < length; i++) {
                    copy(Array.get(level, i), dim + 1, shape, result, offset + i * shape.stride(dim));
                }
            }
        }
    }
}
