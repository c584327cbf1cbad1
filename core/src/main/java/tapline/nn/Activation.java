package tapline.nn;

import tapline.kernel.ElementFunction;
import tapline.stream.StreamPlan;

/// A function of each element, which is the same whether a whole signal is there or a sample of it.
///
/// Input and output of any shape. Thread-safe.
public abstract class Activation extends Module implements SingleOperation {
    private final ElementFunction function;

    Activation(ElementFunction function) {
        this.function = function;
    }

    /// Behind a convolution, the function is applied to its results while they are in the cache.
    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        return before.maker() instanceof InferenceStep.Conv conv && conv.isOpen()
                ? before.before().through(conv.followedBy(function))
                : before.asItIs(this);
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        return streamAfter(before, function);
    }

    /// A live signal, and then a function of each element.
    static StreamPlan streamAfter(StreamPlan before, ElementFunction function) {
        // Functions are values, whose texts tell them apart.
        return before.then(StreamPlan.function(before.outChannels(), function.toString(), function::apply));
    }
}
