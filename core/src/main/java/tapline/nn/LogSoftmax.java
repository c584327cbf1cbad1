package tapline.nn;

import tapline.stream.StreamPlan;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// The logarithm of [Softmax]: PyTorch's `nn.LogSoftmax`.
///
/// Input and output of any shape. Thread-safe.
public final class LogSoftmax extends Module {
    private final int dim;

    /// @param dim from 0, or from the end if negative
    public LogSoftmax(int dim) {
        this.dim = dim;
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.logSoftmax(input, dim);
    }

    /// The dimension along which the results are logarithms of shares, from 0, or from the end if negative.
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
