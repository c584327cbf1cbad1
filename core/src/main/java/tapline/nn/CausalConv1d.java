package tapline.nn;

import java.util.Optional;
import tapline.shape.CausalAlignment;
import tapline.shape.ConvAlgorithm;
import tapline.shape.Padding;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Tensor;

/// A 1-D convolution that never looks ahead: output sample `l` depends on no input after sample `l * stride`, or
/// after the last of that stride, `l * stride + stride - 1`, with [CausalAlignment#LAST_OF_STRIDE].
///
/// The signal is padded with zeros on the left only. That is what one gets by padding both sides with
/// `dilation * (kernelSize - 1)` zeros and dropping as many results at the end, without computing them. With a
/// stride, [CausalAlignment] says where windows end.
///
/// Input `[batch, inChannels, length]` or `[inChannels, length]`; output `[batch, outChannels, ceil(length /
/// stride)]` (`floor` with [CausalAlignment#LAST_OF_STRIDE]). Its parameters are those of the convolution inside:
/// `conv1d.weight`, `conv1d.bias`. Thread-safe.
public final class CausalConv1d extends Module {
    private final Conv1d conv1d;

    private CausalConv1d(Builder builder) {
        conv1d = register(
                "conv1d",
                Conv1d.of(builder.inChannels, builder.outChannels, builder.kernelSize)
                        .stride(builder.stride)
                        .padding(Padding.causal(builder.alignment))
                        .dilation(builder.dilation)
                        .groups(builder.groups)
                        .algorithm(builder.algorithm)
                        .bias(builder.bias)
                        .weightNorm(builder.weightNorm)
                        .dtype(builder.dtype)
                        .generator(builder.generator)
                        .build());
    }

    /// Begins a layer; what is not said has PyTorch's default.
    public static Builder of(int inChannels, int outChannels, int kernelSize) {
        return new Builder(inChannels, outChannels, kernelSize);
    }

    /// @throws ShapeException if the input has other channels than this layer
    @Override
    public Tensor forward(Tensor input) {
        return conv1d.call(input);
    }

    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        return conv1d.inferAfter(before);
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        return conv1d.streamAfter(before);
    }

    /// The convolution inside, padded on its left only.
    public Conv1d conv1d() {
        return conv1d;
    }

    /// `[outChannels, inChannels / groups, kernelSize]`; the last tap meets the newest sample.
    public Parameter weight() {
        return conv1d.weight();
    }

    /// `[outChannels]`, if the layer has one.
    public Optional<Parameter> bias() {
        return conv1d.bias();
    }

    /// Makes a [CausalConv1d]. Not thread-safe.
    public static final class Builder extends ConvBuilder<Builder> {
        private CausalAlignment alignment = CausalAlignment.FIRST_OF_STRIDE;
        private ConvAlgorithm algorithm = ConvAlgorithm.DIRECT;

        private Builder(int inChannels, int outChannels, int kernelSize) {
            super(inChannels, outChannels, kernelSize);
        }

        /// Where windows end if there is a stride; at the first sample of each stride if not said.
        public Builder alignment(CausalAlignment alignment) {
            this.alignment = alignment;
            return this;
        }

        /// How the layer computes; [ConvAlgorithm#DIRECT] if not said.
        public Builder algorithm(ConvAlgorithm algorithm) {
            this.algorithm = algorithm;
            return this;
        }

        /// @throws ShapeException if the parameters do not go together
        public CausalConv1d build() {
            return new CausalConv1d(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
