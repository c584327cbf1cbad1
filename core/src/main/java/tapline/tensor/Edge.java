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
        return new Edge(operand.history(), rule);
    }
}
