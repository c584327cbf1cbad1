package tapline.nn;

import java.util.List;
import tapline.stream.StreamPlan;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// The first half of a dimension, times the sigmoid of the second half: PyTorch's `nn.GLU`.
///
/// That dimension has an even size, and half of it in the output. Thread-safe.
public final class GLU extends Module {
    private final int dim;

    /// A layer with PyTorch's defaults: the last dimension.
    public GLU() {
        this(-1);
    }

    /// @param dim from 0, or from the end if negative
    public GLU(int dim) {
        this.dim = dim;
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.glu(input, dim);
    }

    /// The dimension that is halved, from 0, or from the end if negative.
    public int dim() {
        return dim;
    }

    /// Where `dim` is that of the channels.
    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        if (dim != 1 && dim != -2) {
            throw notStreamed("it halves the signal in time: expected dim=1, the channels");
        }
        int channels = before.outChannels();
        if (channels % 2 != 0) {
            throw notStreamed("it halves channels, but gets " + channels);
        }
        StreamPlan values = StreamPlan.select(channels, 0, channels / 2);
        StreamPlan gates = StreamPlan.select(channels, channels / 2, channels);
        return before.then(
                StreamPlan.product(List.of(values, Activation.streamAfter(gates, new tapline.kernel.Sigmoid()))));
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
