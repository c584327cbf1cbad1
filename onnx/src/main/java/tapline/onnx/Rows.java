package tapline.onnx;

import tapline.shape.Shape;

/// Values as rows of numbers, for operators that look at a whole row: it is computed in double and rounded once.
final class Rows {
    private Rows() {}

    /// Changes a row, or makes another of it.
    interface Function {
        /// @param row the elements of row number `index`. *May be modified*
        /// @return the elements of the result
        double[] apply(double[] row, int index);
    }

    /// `function` of each row of the result's last elements.
    ///
    /// @param length of a row of `value`
    /// @param shape of the result, of as many rows
    static Value map(Value value, int length, Shape shape, Function function) {
        Value result = value.blank(shape);
        int rows = length == 0 ? 0 : value.shape().elements() / length;
        double[] row = new double[length];
        int at = 0;
        for (int index = 0; index < rows; index++) {
            load(value.array(), index * length, row);
            double[] made = function.apply(row, index);
            store(made, result.array(), at);
            at += made.length;
        }
        return result;
    }

    /// The product of the sizes from dimension `dim` (from 0) on.
    static int length(Shape shape, int dim) {
        int length = 1;
        for (int i = dim; i < shape.rank(); i++) {
            length = Math.multiplyExact(length, shape.size(i));
        }
        return length;
    }

    private static void load(Object array, int start, double[] row) {
        switch (array) {
            case float[] floats -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] = floats[start + i];
                }
            }
            case double[] doubles -> System.arraycopy(doubles, start, row, 0, row.length);
            default -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] = ((long[]) array)[start + i];
                }
            }
        }
    }

    private static void store(double[] row, Object array, int start) {
        switch (array) {
            case float[] floats -> {
                for (int i = 0; i < row.length; i++) {
                    floats[start + i] = (float) row[i];
                }
            }
            case double[] doubles -> System.arraycopy(row, 0, doubles, start, row.length);
            default -> {
                for (int i = 0; i < row.length; i++) {
                    ((long[]) array)[start + i] = (long) row[i];
                }
            }
        }
    }
}
