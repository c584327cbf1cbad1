package tapline.onnx;

import java.util.Arrays;
import tapline.formats.FormatException;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Pooling: a number for each window of a signal.
final class PoolOperators {
    private PoolOperators() {}

    static void addTo(OperatorTable table) {
        table.addSince(1, "MaxPool", 1, 1, 2, PoolOperators::maxPool);
        table.add("AveragePool", 1, 1, PoolOperators::averagePool);
        table.add("LpPool", 1, 1, PoolOperators::lpPool);
        table.add("GlobalMaxPool", 1, 1, node -> global(Reduction.MAX::of));
        table.add("GlobalAveragePool", 1, 1, node -> global(Reduction.MEAN::of));
        table.add("GlobalLpPool", 1, 1, node -> {
            int p = positive(node, "p", 2);
            return global(row -> norm(row, 0, row.length, 1, p));
        });
    }

    /// The number for one window.
    private interface Pooling {
        /// @param row a signal. *Not modified*
        /// @param from the first position that the window meets in the signal
        /// @param end of the window there, exclusive
        /// @param padded how many of its positions are on the signal or its padding
        double of(double[] row, int from, int end, int padded);
    }

    private static Operator.Step maxPool(NodeSpec node) throws FormatException {
        node.attributes().small("storage_order", 0);
        PoolWindow window = PoolWindow.read(node);
        int step = window.spatial().dilation();
        Pooling max = (row, from, end, _) -> from >= end ? Double.NEGATIVE_INFINITY : row[argMax(row, from, end, step)];
        if (!node.hasOutput(1)) {
            return Operator.single(inputs -> pool(window, inputs.value(0), max));
        }
        Pooling place = (row, from, end, _) -> argMax(row, from, end, step);
        return inputs -> {
            Value x = inputs.value(0);
            Value positions = pool(window, x, place);
            return new Value[] {pool(window, x, max), flat(positions, x.shape())};
        };
    }

    /// Positions in each signal as positions among all elements of `[batch, channels, length]`.
    private static Value flat(Value positions, Shape input) {
        if (input.rank() != 3) {
            throw new ShapeException("positions of maxima are for signals, but got size " + input.toList());
        }
        long[] all = new long[positions.shape().elements()];
        int outputs = Math.max(positions.shape().size(2), 1);
        for (int i = 0; i < all.length; i++) {
            all[i] = (long) positions.number(i) + (long) (i / outputs) * input.size(2);
        }
        return new Value.Integers(ElementType.INT64, positions.shape(), all);
    }

    private static int argMax(double[] row, int from, int end, int step) {
        int best = from;
        for (int i = from; i < end; i += step) {
            if (row[i] > row[best] || Double.isNaN(row[i])) {
                best = i;
            }
        }
        return best;
    }

    private static Operator.Step averagePool(NodeSpec node) throws FormatException {
        boolean countPadding = node.attributes().flag("count_include_pad", false);
        PoolWindow window = PoolWindow.read(node);
        int step = window.spatial().dilation();
        return Operator.single(inputs -> pool(window, inputs.value(0), (row, from, end, padded) -> {
            double sum = 0;
            int count = 0;
            for (int i = from; i < end; i += step) {
                sum += row[i];
                count++;
            }
            return sum / (countPadding ? padded : count);
        }));
    }

    private static Operator.Step lpPool(NodeSpec node) throws FormatException {
        int p = positive(node, "p", 2);
        PoolWindow window = PoolWindow.read(node);
        int step = window.spatial().dilation();
        return Operator.single(
                inputs -> pool(window, inputs.value(0), (row, from, end, _) -> norm(row, from, end, step, p)));
    }

    /// `(|x|^p + ...)^(1/p)`
    static double norm(double[] row, int from, int end, int step, int p) {
        double sum = 0;
        for (int i = from; i < end; i += step) {
            sum += p == 1 ? Math.abs(row[i]) : p == 2 ? row[i] * row[i] : Math.pow(Math.abs(row[i]), p);
        }
        return p == 1 ? sum : p == 2 ? Math.sqrt(sum) : Math.pow(sum, 1.0 / p);
    }

    private static int positive(NodeSpec node, String name, int otherwise) throws FormatException {
        int value = node.attributes().small(name, otherwise);
        if (value < 1) {
            throw node.problem("expected attribute " + name + " to be at least 1, but got " + value);
        }
        return value;
    }

    /// What stands at the windows of `[batch, channels, ...spatial]`.
    private static Value pool(PoolWindow window, Value x, Pooling pooling) {
        SpatialAttributes spatial = window.spatial();
        spatial.requireRank(x.shape(), "the input");
        int axis = 2 + spatial.axis();
        PoolWindow.Placed placed = window.placed(x.shape().size(axis));
        return Axis.map(x, axis, placed.outputs(), (row, _) -> {
            double[] result = new double[placed.outputs()];
            for (int i = 0; i < result.length; i++) {
                result[i] = pooling.of(row, placed.from(i), placed.end(i), placed.positions(i));
            }
            return result;
        });
    }

    private static Operator.Step global(Reduction.Function function) {
        return Operator.single(inputs -> {
            Shape shape = inputs.tensor(0).shape();
            if (shape.rank() < 3) {
                throw new ShapeException("expected a signal (batch, channels, length), but got size " + shape.toList());
            }
            int[] sizes = new int[shape.rank()];
            Arrays.fill(sizes, 1);
            sizes[0] = shape.size(0);
            sizes[1] = shape.size(1);
            int length = Rows.length(shape, 2);
            return Rows.map(inputs.value(0), length, Shape.of(sizes), (row, _) -> new double[] {function.of(row)});
        });
    }
}
