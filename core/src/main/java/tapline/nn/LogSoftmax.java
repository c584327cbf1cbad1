package tapline.nn;

import tapline.kernel.SoftmaxLine;
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

    /// Where `dim` is that of the channels.
    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        return Softmax.streamAfter(before, this, dim, new SoftmaxLine(true));
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
