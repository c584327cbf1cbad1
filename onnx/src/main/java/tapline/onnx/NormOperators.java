package tapline.onnx;

import java.util.Arrays;
import java.util.Optional;
import tapline.formats.FormatException;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.Tensor;

/// Normalisations, as networks in use compute them.
final class NormOperators {
    private static final double EPSILON = 1e-5;
    private static final int SPATIAL_IS_GONE = 9;
    private static final int GROUP_SCALES_ARE_BY_CHANNEL = 21;

    private NormOperators() {}

    static void addTo(OperatorTable table) {
        table.addSince(1, "BatchNormalization", 5, 5, 5, NormOperators::batch);
        table.add("InstanceNormalization", 3, 3, NormOperators::instance);
        table.addSince(17, "LayerNormalization", 2, 3, 3, NormOperators::layer);
        table.addSince(18, "GroupNormalization", 3, 3, 1, NormOperators::group);
        table.addSince(23, "RMSNormalization", 2, 2, 1, NormOperators::rms);
        table.add("LpNormalization", 1, 1, NormOperators::lp);
    }

    private static Operator.Step batch(NodeSpec node) throws FormatException {
        double epsilon = node.attributes().number("epsilon", EPSILON);
        node.attributes().number("momentum", 0);
        boolean bySample = node.opset() < SPATIAL_IS_GONE && !node.attributes().flag("spatial", true);
        // Models of 2017 say `is_test` instead.
        boolean training = node.attributes().flag("training_mode", false)
                || (node.attributes().has("is_test") && !node.attributes().flag("is_test", true));
        if (training || bySample) {
            throw node.problem("expected a batch norm in use, but attribute "
                    + (training
                            ? "training_mode asks for the batch's own statistics"
                            : "spatial asks for one by sample"));
        }
        node.requireOneOutput("statistics are for training");
        return Operator.single(inputs -> {
            Shape shape = inputs.shape(0);
            int channels = shape.rank() < 2 ? 1 : shape.size(1);
            for (int i = 1; i <= 4; i++) {
                requireSize(inputs.tensor(i), channels, "input " + i);
            }
            int length = Rows.length(shape, Math.min(2, shape.rank()));
            return Rows.map(inputs.value(0), length, shape, (row, index) -> {
                int channel = index % channels;
                double factor = number(inputs, 1, channel) / Math.sqrt(number(inputs, 4, channel) + epsilon);
                double mean = number(inputs, 3, channel);
                double bias = number(inputs, 2, channel);
                for (int i = 0; i < row.length; i++) {
                    row[i] = (row[i] - mean) * factor + bias;
                }
                return row;
            });
        });
    }

    private static Operator.Step instance(NodeSpec node) throws FormatException {
        double epsilon = node.attributes().number("epsilon", EPSILON);
        return Operator.single(inputs -> {
            Shape shape = signal(inputs.shape(0));
            return byChannel(standardized(inputs.value(0), Rows.length(shape, 2), epsilon), inputs);
        });
    }

    private static Operator.Step group(NodeSpec node) throws FormatException {
        double epsilon = node.attributes().number("epsilon", EPSILON);
        int groups = node.attributes().small("num_groups", 0);
        node.attributes().small("stash_type", 1);
        if (groups < 1) {
            throw node.problem("expected attribute num_groups to be at least 1, but got " + groups);
        }
        boolean scalesByChannel = node.opset() >= GROUP_SCALES_ARE_BY_CHANNEL;
        return Operator.single(inputs -> {
            Shape shape = signal(inputs.shape(0));
            if (shape.size(1) % groups != 0) {
                throw new ShapeException(
                        "expected channels divisible by " + groups + ", but got size " + shape.toList());
            }
            int each = shape.size(1) / groups;
            Value y = standardized(inputs.value(0), each * Rows.length(shape, 2), epsilon);
            return byChannel(
                    y,
                    scalesByChannel
                            ? inputs
                            : new Inputs(y, repeated(inputs.value(1), each), repeated(inputs.value(2), each)));
        });
    }

    /// Each element of a vector so many times in a row.
    private static Value repeated(Value vector, int times) {
        int size = vector.shape().elements();
        return StridedCopy.expand(vector.reshaped(Shape.of(size, 1)), Shape.of(size, times))
                .reshaped(Shape.of(size * times));
    }

    /// `x` times the scale and plus the bias of its channel, which are inputs 1 and 2.
    private static Value byChannel(Value x, Inputs inputs) {
        int channels = x.shape().size(1);
        requireSize(inputs.tensor(1), channels, "the scale");
        requireSize(inputs.tensor(2), channels, "the bias");
        return Rows.map(x, Rows.length(x.shape(), 2), x.shape(), (row, index) -> {
            double scale = number(inputs, 1, index % channels);
            double bias = number(inputs, 2, index % channels);
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i] * scale + bias;
            }
            return row;
        });
    }

    private static Operator.Step layer(NodeSpec node) throws FormatException {
        double epsilon = node.attributes().number("epsilon", EPSILON);
        int axis = node.attributes().small("axis", -1);
        node.attributes().small("stash_type", 1);
        boolean statistics = node.hasOutput(1) || node.hasOutput(2);
        return inputs -> {
            Shape shape = inputs.tensor(0).shape();
            int dim = Axis.of(axis, shape.rank());
            int length = Rows.length(shape, dim);
            Value y = scaled(standardized(inputs.value(0), length, epsilon), inputs);
            if (!statistics) {
                return new Value[] {y, null, null};
            }
            int[] sizes = shape.toArray();
            Arrays.fill(sizes, dim, sizes.length, 1);
            Shape rows = Shape.of(sizes);
            return new Value[] {
                y,
                Rows.map(inputs.value(0), length, rows, (row, _) -> new double[] {Reduction.MEAN.of(row)}),
                Rows.map(inputs.value(0), length, rows, (row, _) -> new double[] {inverseDeviation(row, epsilon)})
            };
        };
    }

    private static Operator.Step rms(NodeSpec node) throws FormatException {
        double epsilon = node.attributes().number("epsilon", EPSILON);
        int axis = node.attributes().small("axis", -1);
        node.attributes().small("stash_type", 1);
        return Operator.single(inputs -> {
            Shape shape = inputs.tensor(0).shape();
            int length = Rows.length(shape, Axis.of(axis, shape.rank()));
            Value y = Rows.map(inputs.value(0), length, shape, (row, _) -> {
                double factor = 1 / Math.sqrt(Reduction.SUM_SQUARE.of(row) / row.length + epsilon);
                Arrays.setAll(row, i -> row[i] * factor);
                return row;
            });
            return scaled(y, inputs);
        });
    }

    /// `x` times input 1, plus input 2 if it is there, both repeated to its shape.
    private static Value scaled(Value x, Inputs inputs) {
        inputs.tensor(0);
        Tensor y = ((Value.Floats) x).tensor().mul(inputs.tensor(1));
        Optional<Tensor> bias = inputs.optionalTensor(2);
        return Value.of(bias.isPresent() ? y.add(bias.get()) : y);
    }

    private static Operator.Step lp(NodeSpec node) throws FormatException {
        int axis = node.attributes().small("axis", -1);
        int p = node.attributes().small("p", 2);
        if (p != 1 && p != 2) {
            throw node.problem("expected attribute p to be 1 or 2, but got " + p);
        }
        return Operator.single(inputs -> {
            Value x = Value.of(inputs.tensor(0));
            int dim = Axis.of(axis, x.shape().rank());
            return Axis.map(x, dim, x.shape().size(dim), (row, _) -> {
                double norm = PoolOperators.norm(row, 0, row.length, 1, p);
                Arrays.setAll(row, i -> norm == 0 ? 0 : row[i] / norm);
                return row;
            });
        });
    }

    /// Rows with mean 0 and variance 1, but for `epsilon`.
    private static Value standardized(Value x, int length, double epsilon) {
        return Rows.map(x, length, x.shape(), (row, _) -> {
            double mean = Reduction.MEAN.of(row);
            double factor = inverseDeviation(row, epsilon);
            Arrays.setAll(row, i -> (row[i] - mean) * factor);
            return row;
        });
    }

    private static double inverseDeviation(double[] row, double epsilon) {
        double mean = Reduction.MEAN.of(row);
        double squares = 0;
        for (double value : row) {
            squares += (value - mean) * (value - mean);
        }
        return 1 / Math.sqrt(squares / row.length + epsilon);
    }

    private static double number(Inputs inputs, int input, int index) {
        return inputs.value(input).number(index);
    }

    private static Shape signal(Shape shape) {
        if (shape.rank() < 3) {
            throw new ShapeException("expected a signal (batch, channels, length), but got size " + shape.toList());
        }
        return shape;
    }

    private static void requireSize(Tensor vector, int channels, String what) {
        if (!vector.shape().equals(Shape.of(channels))) {
            throw new ShapeException("expected a number for each of " + channels + " channels as " + what
                    + ", but got size " + vector.shape().toList());
        }
    }
}
