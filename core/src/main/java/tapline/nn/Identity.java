package tapline.nn;

import tapline.stream.StreamPlan;
import tapline.tensor.Tensor;

/// Its input, unchanged: PyTorch's `nn.Identity`. Thread-safe.
public final class Identity extends Module {
    /// A layer; it has no parameters.
    public Identity() {}

    @Override
    public Tensor forward(Tensor input) {
        return input;
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        return before;
    }

    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        return before;
    }
}
