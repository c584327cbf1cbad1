package tapline.onnx;

import tapline.formats.FormatException;

/// What an operator's name means: makes a step of a node, once its attributes have been read and checked.
interface Operator {
    /// @throws FormatException if an attribute is of the wrong type or asks for what isn't supported
    Step prepare(NodeSpec node) throws FormatException;

    /// One node's computation. Called by any number of threads; keeps nothing from run to run.
    interface Step {
        /// The outputs, as many as the operator may have; those that nobody wants may be null.
        Value[] run(Inputs inputs);
    }

    /// A step with one output.
    interface Single {
        Value run(Inputs inputs);
    }

    static Step single(Single step) {
        return inputs -> new Value[] {step.run(inputs)};
    }
}
