package tapline.onnx;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import tapline.formats.FormatException;
import tapline.shape.Shape;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// Activations, and other functions of one number.
final class ActivationOperators {
    private static final int CLIP_BOUNDS_ARE_INPUTS = 11;
    private static final double SELU_ALPHA = 1.67326319217681884765625;
    private static final double SELU_GAMMA = 1.05070102214813232421875;

    private ActivationOperators() {}

    static void addTo(OperatorTable table) {
        tensors(table, 1, "Relu", Activations::relu);
        tensors(table, 1, "Sigmoid", Activations::sigmoid);
        tensors(table, 1, "Tanh", Activations::tanh);
        tensors(table, 1, "Softsign", Activations::softsign);
        tensors(table, 14, "HardSwish", Activations::hardswish);
        tensors(table, 18, "Mish", Activations::mish);
        plain(table, 1, "Softplus", x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
        plain(table, 9, "Erf", Erf::of);
        plain(table, 1, "Exp", Math::exp);
        plain(table, 1, "Log", Math::log);
        plain(table, 1, "Sqrt", Math::sqrt);
        plain(table, 1, "Reciprocal", x -> 1 / x);
        plain(table, 1, "Floor", Math::floor);
        plain(table, 1, "Ceil", Math::ceil);
        plain(table, 11, "Round", Math::rint);
        plain(table, 7, "Sin", Math::sin);
        plain(table, 7, "Cos", Math::cos);
        withAlpha(table, 1, "LeakyRelu", 0.01, Activations::leakyRelu);
        withAlpha(table, 1, "Elu", 1, Activations::elu);
        withAlpha(table, 12, "Celu", 1, (x, alpha) -> x.map(v -> v < 0 ? alpha * Math.expm1(v / alpha) : v));
        withAlpha(table, 10, "ThresholdedRelu", 1, (x, alpha) -> x.map(v -> v > alpha ? v : 0));
        withAlpha(table, 24, "Swish", 1, (x, alpha) -> x.mul(Activations.sigmoid(x.mul(alpha))));
        table.add("Selu", 1, 1, ActivationOperators::selu);
        table.add("HardSigmoid", 1, 1, ActivationOperators::hardSigmoid);
        table.addSince(20, "Gelu", 1, 1, 1, ActivationOperators::gelu);
        table.add("PRelu", 2, 2, ActivationOperators::prelu);
        table.add("Clip", 1, 3, ActivationOperators::clip);
    }

    private interface OfAlpha {
        Tensor of(Tensor x, double alpha);
    }

    private static void tensors(OperatorTable table, int since, String name, UnaryOperator<Tensor> function) {
        table.addSince(since, name, 1, 1, 1, node -> step(function));
    }

    private static void plain(OperatorTable table, int since, String name, DoubleUnaryOperator function) {
        table.addSince(since, name, 1, 1, 1, node -> step(x -> x.map(function)));
    }

    private static void withAlpha(OperatorTable table, int since, String name, double otherwise, OfAlpha function) {
        table.addSince(since, name, 1, 1, 1, node -> {
            double alpha = node.attributes().number("alpha", otherwise);
            return step(x -> function.of(x, alpha));
        });
    }

    private static Operator.Step step(UnaryOperator<Tensor> function) {
        return Operator.single(inputs -> Value.of(function.apply(inputs.tensor(0))));
    }

    private static Operator.Step selu(NodeSpec node) throws FormatException {
        double alpha = node.attributes().number("alpha", SELU_ALPHA);
        double gamma = node.attributes().number("gamma", SELU_GAMMA);
        return step(x -> x.map(v -> gamma * (v > 0 ? v : alpha * Math.expm1(v))));
    }

    private static Operator.Step hardSigmoid(NodeSpec node) throws FormatException {
        double alpha = node.attributes().number("alpha", 0.2);
        double beta = node.attributes().number("beta", 0.5);
        return step(x -> x.map(v -> Math.max(0, Math.min(1, alpha * v + beta))));
    }

    private static Operator.Step gelu(NodeSpec node) throws FormatException {
        boolean exact = node.attributes().word("approximate", "none", "tanh").equals("none");
        return step(exact ? Activations::gelu : Activations::geluTanh);
    }

    /// The slopes are repeated to the input. Models of 2017 have one for each channel, in a vector.
    private static Operator.Step prelu(NodeSpec node) {
        boolean byChannel = node.opset() < ArithmeticOperators.BROADCASTS_AS_NUMPY;
        return Operator.single(inputs -> {
            Tensor x = inputs.tensor(0);
            Value slope = Value.of(inputs.tensor(1));
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
}
