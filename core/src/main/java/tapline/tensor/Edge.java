package tapline.tensor;

import java.util.function.UnaryOperator;

/// The way back from an operation's result to one of its operands.
///
/// @param to where the operand's gradient flows; null if nobody wants it
/// @param rule from the result's gradient to the operand's
record Edge(History to, UnaryOperator<Tensor> rule) {
    /// The way back to an operand that is not there.
    static Edge none() {
        return new Edge(null, g -> g);
    }

    static Edge to(Tensor operand, UnaryOperator<Tensor> rule) {
        History to = operand.history();
        return new Edge(to, to instanceof Leaf ? g -> owned(rule.apply(g), g) : rule);
    }

    /// A leaf's gradient is the leaf's own: what a rule only passes on is copied.
    private static Tensor owned(Tensor gradient, Tensor passedOn) {
        return gradient.array() == passedOn.array() ? gradient.copy() : gradient;
    }
}
