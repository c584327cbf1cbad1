package tapline.tensor;

import tapline.shape.Shape;

/// Arithmetic on elements, each operation with its step back beneath it. A gradient is summed over the dimensions
/// along which an operand was repeated. What a step back captures is kept until it is taken: a shape where that
/// will do, not the tensor.
final class Arithmetic {
    private Arithmetic() {}

    static Tensor add(Tensor x, Tensor y) {
        Shape left = x.shape();
        Shape right = y.shape();
        return Node.record(
                "AddBackward0",
                Elementwise.of(BinaryOperation.ADD, x, y),
                Edge.to(x, g -> Reductions.sumTo(g, left)),
                Edge.to(y, g -> Reductions.sumTo(g, right)));
    }

    static Tensor sub(Tensor x, Tensor y) {
        Shape left = x.shape();
        Shape right = y.shape();
        return Node.record(
                "SubBackward0",
                Elementwise.of(BinaryOperation.SUB, x, y),
                Edge.to(x, g -> Reductions.sumTo(g, left)),
                Edge.to(y, g -> Reductions.sumTo(g, right).neg()));
    }

    static Tensor mul(Tensor x, Tensor y) {
        Shape left = x.shape();
        Shape right = y.shape();
        return Node.record(
                "MulBackward0",
                Elementwise.of(BinaryOperation.MUL, x, y),
                Edge.to(x, g -> Reductions.sumTo(g.mul(y), left)),
                Edge.to(y, g -> Reductions.sumTo(g.mul(x), right)));
    }

    static Tensor div(Tensor x, Tensor y) {
        Shape left = x.shape();
        Shape right = y.shape();
        return Node.record(
                "DivBackward0",
                Elementwise.of(BinaryOperation.DIV, x, y),
                Edge.to(x, g -> Reductions.sumTo(g.div(y), left)),
                Edge.to(y, g -> Reductions.sumTo(g.mul(x).div(y).div(y).neg(), right)));
    }

    static Tensor add(Tensor x, double value) {
        return Node.record("AddBackward0", Elementwise.of(BinaryOperation.ADD, x, value), Edge.to(x, g -> g));
    }

    static Tensor sub(Tensor x, double value) {
        return Node.record("SubBackward0", Elementwise.of(BinaryOperation.SUB, x, value), Edge.to(x, g -> g));
    }

    static Tensor mul(Tensor x, double value) {
        return Node.record(
                "MulBackward0", Elementwise.of(BinaryOperation.MUL, x, value), Edge.to(x, g -> g.mul(value)));
    }

    static Tensor div(Tensor x, double value) {
        return Node.record(
                "DivBackward0", Elementwise.of(BinaryOperation.DIV, x, value), Edge.to(x, g -> g.div(value)));
    }

    static Tensor neg(Tensor x) {
        return Node.record("NegBackward0", Elementwise.of(BinaryOperation.MUL, x, -1), Edge.to(x, Tensor::neg));
    }

    static Tensor abs(Tensor x) {
        return Node.record(
                "AbsBackward0",
                Elementwise.map(x, Math::abs),
                Edge.to(x, g -> Elementwise.zip(g, x, (slope, v) -> slope * Math.signum(v))));
    }

    static Tensor exp(Tensor x) {
        Tensor y = Elementwise.map(x, StrictMath::exp);
        return Node.record("ExpBackward0", y, Edge.to(x, g -> g.mul(y)));
    }

    static Tensor log(Tensor x) {
        return Node.record("LogBackward0", Elementwise.map(x, StrictMath::log), Edge.to(x, g -> g.div(x)));
    }

    static Tensor sqrt(Tensor x) {
        Tensor y = Elementwise.map(x, Math::sqrt);
        return Node.record(
                "SqrtBackward0", y, Edge.to(x, g -> Elementwise.zip(g, y, (slope, root) -> slope / (2 * root))));
    }

    static Tensor pow(Tensor x, double exponent) {
        return Node.record(
                "PowBackward0",
                Elementwise.map(x, v -> StrictMath.pow(v, exponent)),
                Edge.to(
                        x,
                        g -> Elementwise.zip(
                                g,
                                x,
                                (slope, v) -> exponent == 0 ? 0 : slope * exponent * StrictMath.pow(v, exponent - 1))));
    }

    static Tensor clamp(Tensor x, double min, double max) {
        return Node.record(
                "ClampBackward1",
                Elementwise.map(x, v -> Math.min(Math.max(v, min), max)),
                Edge.to(x, g -> Elementwise.zip(g, x, (slope, v) -> v >= min && v <= max ? slope : 0)));
    }
}
