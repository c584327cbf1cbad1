package tapline.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tapline.formats.FormatException;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// Reductions along some dimensions, and what is computed along one: softmax, positions of maxima.
final class ReduceOperators {
    private static final int AXES_OF_SUM_ARE_INPUT = 13;
    private static final int AXES_ARE_INPUT = 18;
    private static final int SOFTMAX_OF_ONE_AXIS = 13;

    private ReduceOperators() {}

    static void addTo(OperatorTable table) {
        table.add("ReduceSum", 1, 2, node -> reduce(node, Reduction.SUM, AXES_OF_SUM_ARE_INPUT));
        table.add("ReduceMean", 1, 2, node -> reduce(node, Reduction.MEAN, AXES_ARE_INPUT));
        table.add("ReduceMax", 1, 2, node -> reduce(node, Reduction.MAX, AXES_ARE_INPUT));
        table.add("ReduceMin", 1, 2, node -> reduce(node, Reduction.MIN, AXES_ARE_INPUT));
        table.add("ReduceProd", 1, 2, node -> reduce(node, Reduction.PROD, AXES_ARE_INPUT));
        table.add("ReduceL1", 1, 2, node -> reduce(node, Reduction.L1, AXES_ARE_INPUT));
        table.add("ReduceL2", 1, 2, node -> reduce(node, Reduction.L2, AXES_ARE_INPUT));
        table.add("ReduceSumSquare", 1, 2, node -> reduce(node, Reduction.SUM_SQUARE, AXES_ARE_INPUT));
        table.add("ReduceLogSum", 1, 2, node -> reduce(node, Reduction.LOG_SUM, AXES_ARE_INPUT));
        table.add("ReduceLogSumExp", 1, 2, node -> reduce(node, Reduction.LOG_SUM_EXP, AXES_ARE_INPUT));
        table.add("ArgMax", 1, 1, node -> argBest(node, 1));
        table.add("ArgMin", 1, 1, node -> argBest(node, -1));
        table.add("Softmax", 1, 1, node -> softmax(node, false));
        table.add("LogSoftmax", 1, 1, node -> softmax(node, true));
    }

    private static Operator.Step reduce(NodeSpec node, Reduction reduction, int axesAreInput) throws FormatException {
        boolean keep = node.attributes().flag("keepdims", true);
        boolean byInput = node.opset() >= axesAreInput;
        boolean noneIsNone = byInput && node.attributes().flag("noop_with_empty_axes", false);
        Optional<int[]> attribute =
                byInput ? Optional.empty() : node.attributes().integers("axes");
        if (!byInput && node.hasInput(1)) {
            throw node.problem("expected its axes as an attribute, but they are an input");
        }
        return Operator.single(inputs -> {
            int[] axes = inputs.numbers(attribute, 1).orElse(new int[0]);
            if (axes.length == 0 && noneIsNone) {
                return inputs.value(0);
            }
            return reduced(inputs.value(0), axes, keep, reduction);
        });
    }

    /// @param axes to reduce; none of them means all
    private static Value reduced(Value x, int[] axes, boolean keep, Reduction reduction) {
        Shape shape = x.shape();
        boolean[] away = new boolean[shape.rank()];
        for (int axis : axes) {
            away[Axis.of(axis, shape.rank())] = true;
        }
        List<Integer> order = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (int dim = 0; dim < away.length; dim++) {
            away[dim] |= axes.length == 0;
            if (!away[dim]) {
                order.add(dim);
                sizes.add(shape.size(dim));
            } else if (keep) {
                sizes.add(1);
            }
        }
        int kept = order.size();
        for (int dim = 0; dim < away.length; dim++) {
            if (away[dim]) {
                order.add(dim);
            }
        }
        Value rows = StridedCopy.transpose(x, Axis.toInts(order));
        Shape result = Shape.of(Axis.toInts(sizes));
        int length = Rows.length(rows.shape(), kept);
        if (length == 0) {
            return filled(x, result, reduction.of(new double[0]));
        }
        return Rows.map(rows, length, result, (row, _) -> new double[] {reduction.of(row)});
    }

    /// What a reduction makes of nothing; of truth values, true is the largest and false the smallest.
    private static Value filled(Value x, Shape shape, double result) {
        if (x instanceof Value.Integers && x.type() != ElementType.BOOL && Double.isInfinite(result)) {
            throw new ShapeException(
                    "expected integers to reduce, but size " + x.shape().toList() + " has none");
        }
        double number = x.type() == ElementType.BOOL ? (result > 0 ? 1 : 0) : result;
        return Rows.map(Value.zeros(x.type(), shape), 1, shape, (_, _) -> new double[] {number});
    }

    private static Operator.Step argBest(NodeSpec node, int sign) throws FormatException {
        int axis = node.attributes().small("axis", 0);
        boolean keep = node.attributes().flag("keepdims", true);
        boolean last = node.attributes().flag("select_last_index", false);
        return Operator.single(inputs -> {
            Value x = inputs.value(0);
            int dim = Axis.of(axis, x.shape().rank());
            Value positions = Axis.map(x, dim, 1, (row, _) -> new double[] {best(row, sign, last)});
            Shape shape = keep ? positions.shape() : positions.shape().without(dim);
            return ConstantOperators.cast(positions, ElementType.INT64).reshaped(shape);
        });
    }

    private static int best(double[] row, int sign, boolean last) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            if (sign * row[i] > sign * row[best] || (last && row[i] == row[best])) {
                best = i;
            }
        }
        return best;
    }

    private static Operator.Step softmax(NodeSpec node, boolean log) throws FormatException {
        boolean oneAxis = node.opset() >= SOFTMAX_OF_ONE_AXIS;
        int axis = node.attributes().small("axis", oneAxis ? -1 : 1);
        return Operator.single(inputs -> {
            Tensor x = inputs.tensor(0);
            int dim = Axis.of(axis, x.shape().rank());
            // It was one softmax over all dimensions from this one on.
            Tensor rows = oneAxis ? x : x.reshape(-1, Rows.length(x.shape(), dim));
            int along = oneAxis ? dim : 1;
            Tensor y = log ? Activations.logSoftmax(rows, along) : Activations.softmax(rows, along);
            return Value.of(y.reshape(x.shape().toArray()));
        });
    }
}
