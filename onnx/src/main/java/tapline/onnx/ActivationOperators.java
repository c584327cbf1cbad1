package tapline.onnx;

import java.util.function.DoubleUnaryOperator;
import tapline.formats.FormatException;
import tapline.shape.Shape;
import tapline.tensor.Tensor;

/// Activations, and other functions of one number.
final class ActivationOperators {
    private static final int CLIP_BOUNDS_ARE_INPUTS = 11;
    private static final double SELU_ALPHA = 1.67326319217681884765625;
    private static final double SELU_GAMMA = 1.05070102214813232421875;

    private ActivationOperators() {}

    static void addTo(OperatorTable table) {
        plain(table, 1, "Relu", x -> Math.max(x, 0));
        plain(table, 1, "Sigmoid", ActivationOperators::sigmoid);
        plain(table, 1, "Tanh", Math::tanh);
        plain(table, 1, "Softplus", ActivationOperators::softplus);
        plain(table, 1, "Softsign", x -> x / (1 + Math.abs(x)));
        plain(table, 9, "Erf", Erf::of);
        plain(table, 14, "HardSwish", x -> x * Math.clamp(x / 6 + 0.5, 0.0, 1.0));
        plain(table, 18, "Mish", x -> x * Math.tanh(softplus(x)));
        plain(table, 1, "Exp", Math::exp);
        plain(table, 1, "Log", Math::log);
        plain(table, 1, "Sqrt", Math::sqrt);
        plain(table, 1, "Reciprocal", x -> 1 / x);
        plain(table, 1, "Floor", Math::floor);
        plain(table, 1, "Ceil", Math::ceil);
        plain(table, 11, "Round", Math::rint);
        plain(table, 7, "Sin", Math::sin);
        plain(table, 7, "Cos", Math::cos);
        withAlpha(table, 1, "LeakyRelu", 0.01, (x, alpha) -> x < 0 ? alpha * x : x);
        withAlpha(table, 1, "Elu", 1, (x, alpha) -> x < 0 ? alpha * Math.expm1(x) : x);
        withAlpha(table, 12, "Celu", 1, (x, alpha) -> x < 0 ? alpha * Math.expm1(x / alpha) : x);
        withAlpha(table, 10, "ThresholdedRelu", 1, (x, alpha) -> x > alpha ? x : 0);
        withAlpha(table, 24, "Swish", 1, (x, alpha) -> x * sigmoid(alpha * x));
        table.add("Selu", 1, 1, ActivationOperators::selu);
        table.add("HardSigmoid", 1, 1, ActivationOperators::hardSigmoid);
        table.addSince(20, "Gelu", 1, 1, 1, ActivationOperators::gelu);
        table.add("PRelu", 2, 2, ActivationOperators::prelu);
        table.add("Clip", 1, 3, ActivationOperators::clip);
    }

    private interface OfAlpha {
        double of(double x, double alpha);
    }

    private static void plain(OperatorTable table, int since, String name, DoubleUnaryOperator function) {
        table.addSince(since, name, 1, 1, 1, node -> step(function));
    }

    private static void withAlpha(OperatorTable table, int since, String name, double otherwise, OfAlpha function) {
        table.addSince(since, name, 1, 1, 1, node -> {
            double alpha = node.attributes().number("alpha", otherwise);
            return step(x -> function.of(x, alpha));
        });
    }

    private static Operator.Step step(DoubleUnaryOperator function) {
        return Operator.single(inputs -> Value.of(inputs.tensor(0).map(function)));
    }

    private static Operator.Step selu(NodeSpec node) throws FormatException {
        double alpha = node.attributes().number("alpha", SELU_ALPHA);
        double gamma = node.attributes().number("gamma", SELU_GAMMA);
        return step(x -> gamma * (x > 0 ? x : alpha * Math.expm1(x)));
    }

    private static Operator.Step hardSigmoid(NodeSpec node) throws FormatException {
        double alpha = node.attributes().number("alpha", 0.2);
        double beta = node.attributes().number("beta", 0.5);
        return step(x -> Math.max(0, Math.min(1, alpha * x + beta)));
    }

    private static Operator.Step gelu(NodeSpec node) throws FormatException {
        boolean exact = node.attributes().word("approximate", "none", "tanh").equals("none");
        return step(
                exact
                        ? x -> x / 2 * (1 + Erf.of(x / Math.sqrt(2)))
                        : x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))));
    }

    /// The slopes are repeated to the input. Models of 2017 have one for each channel, in a vector.
    private static Operator.Step prelu(NodeSpec node) {
        boolean byChannel = node.opset() < ArithmeticOperators.BROADCASTS_AS_NUMPY;
        return Operator.single(inputs -> {
            Tensor x = inputs.tensor(0);
            Value slope = inputs.value(1);
            if (byChannel && slope.shape().rank() == 1) {
                slope = ArithmeticOperators.along(slope, 1, x.shape().rank());
            }
            Shape shape = x.shape();
            Tensor slopes = ((Value.Floats) StridedCopy.expand(slope, shape)).tensor();
            return Value.of(x.zip(slopes, (value, by) -> value < 0 ? value * by : value));
        });
    }

    private static Operator.Step clip(NodeSpec node) throws FormatException {
        boolean byInput = node.opset() >= CLIP_BOUNDS_ARE_INPUTS;
        double least = byInput ? Double.NEGATIVE_INFINITY : node.attributes().number("min", Double.NEGATIVE_INFINITY);
        double most = byInput ? Double.POSITIVE_INFINITY : node.attributes().number("max", Double.POSITIVE_INFINITY);
        return Operator.single(inputs -> {
            double min = inputs.has(1) ? inputs.number(1) : least;
            double max = inputs.has(2) ? inputs.number(2) : most;
            return switch (inputs.value(0)) {
                case Value.Floats(Tensor x) -> Value.of(x.map(v -> Math.min(Math.max(v, min), max)));
                case Value.Integers x ->
                    Rows.map(x, 1, x.shape(), (row, _) -> {
                        row[0] = Math.min(Math.max(row[0], min), max);
                        return row;
                    });
            };
        });
    }

    static Tensor sigmoid(Tensor x) {
        return x.map(ActivationOperators::sigmoid);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
