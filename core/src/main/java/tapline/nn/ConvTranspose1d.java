package tapline.nn;

import java.util.Map;
import java.util.Optional;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.ConvTransposeOptions;
import tapline.shape.PaddingMode;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// A transposed 1-D convolution, which makes long signals of short ones: PyTorch's `nn.ConvTranspose1d`.
///
/// Input `[batch, inChannels, length]` or `[inChannels, length]`; weight `[inChannels, outChannels / groups,
/// kernelSize]`; output `[batch, outChannels, outputLength]` with `outputLength = (length - 1) * stride - 2 *
/// padding + dilation * (kernelSize - 1) + outputPadding + 1`.
///
/// Thread-safe. Parameters are named `weight` and `bias`, and start as PyTorch's do.
public final class ConvTranspose1d extends Module {
    private final ConvTransposeOptions options;
    private final String repr;
    private final ConvParameters parameters;
    private final Weight weight;
    private final Parameter bias;

    private ConvTranspose1d(Builder builder) {
        if (builder.paddingMode != PaddingMode.ZEROS) {
            throw new ShapeException("Only \"zeros\" padding mode is supported for ConvTranspose1d");
        }
        builder.checkGroups();
        options = new ConvTransposeOptions(
                builder.stride, builder.padding, builder.outputPadding, builder.dilation, builder.groups);
        repr = builder.extraRepr();
        Tensor initialWeight =
                builder.initialWeight(builder.inChannels, builder.outChannels / builder.groups, builder.kernelSize);
        Tensor initialBias = builder.initialBias(initialWeight);
        parameters = ConvParameters.register(this, initialWeight, initialBias, builder.weightNorm);
        weight = parameters.weight();
        bias = parameters.bias();
    }

    /// The same layer without weight norm.
    private ConvTranspose1d(ConvTranspose1d from) {
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

    /// @throws ShapeException if the input has other channels than this layer, or no output is left
    @Override
    public Tensor forward(Tensor input) {
        return apply(input, options);
    }

    /// Applies this layer so that the output has the length asked for: of those that a convolution with this stride
    /// shortens to the input's length. It takes the place of the output padding.
    ///
    /// @param outputSize the length; or the whole size, of which the length is taken
    /// @throws ShapeException if no output padding gives that length
    public Tensor forward(Tensor input, int[] outputSize) {
        int rank = input.shape().rank();
        int spatial = outputSize.length == rank ? rank - 1 : 0;
        if (outputSize.length != 1 && outputSize.length != rank) {
            throw new ShapeException("ConvTranspose1D: for " + rank + "D input, output_size must have 1 or " + rank
                    + " elements (got " + outputSize.length + ")");
        }
        int padding =
                options.outputPadding(0).geometry(weight.shape()).outputPaddingFor(input.size(-1), outputSize[spatial]);
        return apply(input, options.outputPadding(padding));
    }

    private Tensor apply(Tensor input, ConvTransposeOptions options) {
        return Functional.convTranspose1d(input, weight.tensor(), bias == null ? null : bias.tensor(), options);
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        checkStreamed(weight.dtype());
        float[] biases = bias == null ? null : bias.tensor().floats();
        return before.then(StreamPlan.convTranspose(geometry(), weight.tensor().floats(), biases));
    }

    /// `[inChannels, outChannels / groups, kernelSize]`.
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
    public ConvTranspose1d removeWeightNorm() {
        return new ConvTranspose1d(this);
    }

    /// `[outChannels]`, if the layer has one.
    public Optional<Parameter> bias() {
        return Optional.ofNullable(bias);
    }

    /// The stride, paddings, dilation and groups.
    public ConvTransposeOptions options() {
        return options;
    }

    /// The geometry: its output length for an input length.
    public ConvTransposeGeometry geometry() {
        return options.geometry(weight.shape());
    }

    @Override
    protected void adaptState(String prefix, Map<String, Tensor> state) {
        if (weight instanceof WeightNorm) {
            WeightNorm.adaptState(prefix, state);
        }
    }

    @Override
    protected long multiplyAdds(Shape input, Shape output) {
        return (long) input.elements() * weight.shape().size(1) * weight.shape().size(2);
    }

    @Override
    protected String extraRepr() {
        return repr;
    }

    /// Makes a [ConvTranspose1d]. Not thread-safe.
    public static final class Builder extends ConvBuilder<Builder> {
        private int padding;
        private int outputPadding;
        private PaddingMode paddingMode = PaddingMode.ZEROS;

        private Builder(int inChannels, int outChannels, int kernelSize) {
            super(inChannels, outChannels, kernelSize);
        }

        /// Output samples cut off at both ends; 0 if not said.
        public Builder padding(int padding) {
            this.padding = padding;
            return this;
        }

        /// Output samples added at the end; 0 if not said.
        public Builder outputPadding(int outputPadding) {
            this.outputPadding = outputPadding;
            return this;
        }

        /// Zeros only, as in PyTorch.
        public Builder paddingMode(PaddingMode paddingMode) {
            this.paddingMode = paddingMode;
            return this;
        }

        /// @throws ShapeException if the parameters do not go together
        public ConvTranspose1d build() {
            return new ConvTranspose1d(this);
        }

        @Override
        Builder self() {
            return this;
        }

        private String extraRepr() {
            return repr()
                    + (padding == 0 ? "" : ", padding=(" + padding + ",)")
                    + reprOfDilationToBias(outputPadding == 0 ? "" : ", output_padding=(" + outputPadding + ",)");
        }
    }
}
