package tapline.onnx;

import java.util.Arrays;
import java.util.List;
import tapline.shape.ShapeException;

/// One dimension of a value.
final class Axis {
    private Axis() {}

    /// `axis` from 0, where negative ones count from the end.
    ///
    /// @throws ShapeException if there is no such dimension
    static int of(int axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new ShapeException("expected an axis from " + -rank + " to " + (rank - 1) + ", but got " + axis);
        }
        return axis < 0 ? axis + rank : axis;
    }

    /// `function` of each line along dimension `dim` (from 0).
    ///
    /// @param size of that dimension in the result
    static Value map(Value value, int dim, int size, Rows.Function function) {
        int rank = value.shape().rank();
        if (rank == 0 || dim == rank - 1) {
            int length = rank == 0 ? 1 : value.shape().size(dim);
            return Rows.map(
                    value, length, rank == 0 ? value.shape() : value.shape().with(dim, size), function);
        }
        int[] swap = new int[rank];
        Arrays.setAll(swap, i -> i);
        swap[dim] = rank - 1;
        swap[rank - 1] = dim;
        Value lines = StridedCopy.transpose(value, swap);
        Value mapped = Rows.map(lines, value.shape().size(dim), lines.shape().with(rank - 1, size), function);
        return StridedCopy.transpose(mapped, swap);
    }

    static int[] toInts(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
