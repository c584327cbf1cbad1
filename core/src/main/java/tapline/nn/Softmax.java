package tapline.nn;

import tapline.stream.StreamPlan;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `e^x`, divided by the sum of those along a dimension: PyTorch's `nn.Softmax`.
///
/// Input and output of any shape. Thread-safe.
public final class Softmax extends Module {
    private final int dim;

    /// @param dim from 0, or from the end if negative
    public Softmax(int dim) {
        this.dim = dim;
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.softmax(input, dim);
    }

    /// The dimension along which the results add up to 1, from 0, or from the end if negative.
    public int dim() {
        return dim;
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        throw notStreamed("it is not offered on live signals yet, over channels either");
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
