package tapline.nn;

import tapline.kernel.SoftmaxLine;
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

    /// Where `dim` is that of the channels.
    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        return streamAfter(before, this, dim, new SoftmaxLine(false));
    }

    /// A live signal, and then shares of each frame's channels.
    static StreamPlan streamAfter(StreamPlan before, Module layer, int dim, SoftmaxLine line) {
        if (dim != 1 && dim != -2) {
            throw layer.notStreamed("it adds up " + (dim == 0 ? "a batch of signals" : "the whole signal")
                    + ": expected dim=1, the channels");
        }
        int channels = before.outChannels();
        return before.then(StreamPlan.function(
                channels, line.toString(), (x, y, from, to) -> line.frames(x, y, channels, from, to)));
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
