package tapline.nn;

import tapline.kernel.ChannelLeakyRelu;
import tapline.stream.StreamPlan;
import tapline.tensor.Activations;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// `x` where it is positive, else `weight * x` with a learned weight: PyTorch's `nn.PReLU`.
///
/// Input of any shape for one weight, `[batch, channels, ...]` for one for each channel; output of the same shape.
/// Thread-safe.
public final class PReLU extends Module implements SingleOperation {
    private static final double FIRST = 0.25;

    private final Parameter weight;

    /// A layer with one float32 weight, which starts at 0.25.
    public PReLU() {
        this(1, FIRST, DType.FLOAT32);
    }

    /// @param parameters 1, or as many as the input has channels
    /// @param first what each weight starts at; 0.25 in PyTorch
    /// @param dtype the element type of the weights, and so of the inputs
    public PReLU(int parameters, double first, DType dtype) {
        ParameterLimit.claim(parameters);
        weight = register("weight", Tensor.full(first, dtype, parameters));
    }

    /// A layer with float32 weights, which start at 0.25.
    ///
    /// @param parameters 1, or as many as the input has channels
    public static PReLU of(int parameters) {
        return new PReLU(parameters, FIRST, DType.FLOAT32);
    }

    /// @throws tapline.shape.ShapeException if the input has another number of channels
    @Override
    public Tensor forward(Tensor input) {
        return Activations.prelu(input, weight.tensor());
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        checkStreamed(weight.dtype());
        int channels = before.outChannels();
        float[] slopes = weight.tensor().floats().clone();
        if (slopes.length != 1 && slopes.length != channels) {
            throw notStreamed("it has " + slopes.length + " weights, but gets " + channels + " channels");
        }
        return before.then(StreamPlan.function(channels, "PReLU", new ChannelLeakyRelu(slopes)::apply, slopes));
    }

    /// `[parameters]`.
    public Parameter weight() {
        return weight;
    }

    @Override
    protected String extraRepr() {
        return "num_parameters=" + weight.shape().elements();
    }
}
