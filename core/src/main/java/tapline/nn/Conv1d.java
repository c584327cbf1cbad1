package tapline.nn;

import java.util.Map;
import java.util.Optional;
import tapline.shape.ConvAlgorithm;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvOptions;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Functional;
import tapline.tensor.PreparedConv1d;
import tapline.tensor.Tensor;

/// A 1-D convolution: PyTorch's `nn.Conv1d`.
///
/// Input `[batch, inChannels, length]` or `[inChannels, length]`; weight `[outChannels, inChannels / groups,
/// kernelSize]`; output `[batch, outChannels, outputLength]` with
/// `outputLength = floor((length + 2 * padding - dilation * (kernelSize - 1) - 1) / stride) + 1`.
///
/// ```java
/// Conv1d conv = Conv1d.of(1, 2, 3).stride(2).bias(false).build();
/// Tensor y = conv.forward(x);
/// ```
///
/// Thread-safe. Parameters are named `weight` and `bias`, and start as PyTorch's do.
public final class Conv1d extends Module {
    private final ConvOptions options;
    private final String repr;
    private final ConvParameters parameters;
    private final Weight weight;
    private final Parameter bias;

    private Conv1d(Builder builder) {
        builder.checkGroups();
        options = new ConvOptions(
                builder.stride,
                builder.padding,
                builder.paddingMode,
                builder.dilation,
                builder.groups,
                builder.algorithm);
        repr = builder.extraRepr();
        Tensor initialWeight =
                builder.initialWeight(builder.outChannels, builder.inChannels / builder.groups, builder.kernelSize);
        Tensor initialBias = builder.initialBias(initialWeight);
        parameters = ConvParameters.register(this, initialWeight, initialBias, builder.weightNorm);
        weight = parameters.weight();
        bias = parameters.bias();
    }

    /// The same layer without weight norm.
    private Conv1d(Conv1d from) {
        options = from.options;
        repr = from.repr;
        parameters = from.parameters.folded(this);
        weight = parameters.weight();
        bias = parameters.bias();
    }

    /// Begins a layer; what is not said has PyTorch's default.
    public static Builder of(int inChannels, int outChannels, int kernelSize) {
        return new Builder(inChannels, outChannels, kernelSize);
    }

    /// @throws ShapeException if the input has other channels than this layer, or is too short for its kernel
    @Override
    public Tensor forward(Tensor input) {
        return Functional.conv1d(input, weight.tensor(), bias == null ? null : bias.tensor(), options);
    }

    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        Tensor biases = bias == null ? null : bias.tensor().detach();
        return before.through(
                new InferenceStep.Conv(new PreparedConv1d(weight.tensor().detach(), biases, options, null)));
    }

    /// Computed directly, whatever the algorithm.
    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        if (options.padding() == Padding.STRIDED_SAME && options.stride() > 1) {
            throw notStreamed("its padding depends on the length of the signal");
        }
        checkStreamed(weight.dtype());
        try {
            float[] biases = bias == null ? null : bias.tensor().floats();
            return before.then(StreamPlan.conv(geometry(1), weight.tensor().floats(), biases));
        } catch (ShapeException e) {
            throw notStreamed(e.getMessage());
        }
    }

    /// `[outChannels, inChannels / groups, kernelSize]`.
    ///
    /// @throws IllegalStateException if it is made by weight norm
    public Parameter weight() {
        return parameters.weightParameter();
    }

    /// The two parameters of which the weight is made, if the layer has weight norm.
    public Optional<WeightNorm> weightNorm() {
        return Optional.of(weight).filter(WeightNorm.class::isInstance).map(WeightNorm.class::cast);
    }

    /// A layer that does the same, in every bit, with a copy of the weight as its parameter.
    public Conv1d removeWeightNorm() {
        return new Conv1d(this);
    }

    /// `[outChannels]`, if the layer has one.
    public Optional<Parameter> bias() {
        return Optional.ofNullable(bias);
    }

    /// The stride, padding, dilation, groups and algorithm.
    public ConvOptions options() {
        return options;
    }

    /// The geometry for an input of `length` samples: its output length, receptive field, latency.
    public ConvGeometry geometry(int length) {
        return options.geometry(weight.shape(), length);
    }

    @Override
    protected void adaptState(String prefix, Map<String, Tensor> state) {
        if (weight instanceof WeightNorm) {
            WeightNorm.adaptState(prefix, state);
        }
    }

    @Override
    protected long multiplyAdds(Shape input, Shape output) {
        return (long) output.elements()
                * weight.shape().size(1)
                * weight.shape().size(2);
    }

    @Override
    protected String extraRepr() {
        return repr;
    }

    /// Makes a [Conv1d]. Not thread-safe.
    public static final class Builder extends ConvBuilder<Builder> {
        private Padding padding = Padding.of(0);
        private PaddingMode paddingMode = PaddingMode.ZEROS;
        private ConvAlgorithm algorithm = ConvAlgorithm.DIRECT;

        private Builder(int inChannels, int outChannels, int kernelSize) {
            super(inChannels, outChannels, kernelSize);
        }

        /// Positions added at both ends; 0 if not said.
        public Builder padding(int amount) {
            return padding(Padding.of(amount));
        }

        /// What is added at the ends: `Padding.SAME`, `Padding.of(left, right)`, ...
        public Builder padding(Padding padding) {
            this.padding = padding;
            return this;
        }

        /// What stands on added positions; zeros if not said.
        public Builder paddingMode(PaddingMode paddingMode) {
            this.paddingMode = paddingMode;
            return this;
        }

        /// How the layer computes; [ConvAlgorithm#DIRECT] if not said.
        public Builder algorithm(ConvAlgorithm algorithm) {
            this.algorithm = algorithm;
            return this;
        }

        /// @throws ShapeException if the parameters do not go together
        public Conv1d build() {
            return new Conv1d(this);
        }

        @Override
        Builder self() {
            return this;
        }

        private String extraRepr() {
            return repr()
                    + (padding.equals(Padding.of(0)) ? "" : ", padding=" + reprOfPadding())
                    + reprOfDilationToBias("")
                    + (paddingMode == PaddingMode.ZEROS ? "" : ", padding_mode=" + paddingMode);
        }

        private String reprOfPadding() {
            return padding.toString(ConvGeometry.window(kernelSize, dilation), stride);
        }
    }
}
