package tapline.nn;

import tapline.shape.CausalAlignment;
import tapline.shape.Padding;
import tapline.tensor.DType;
import tapline.tensor.Generator;

/// What the builders of all named blocks and networks have in common. Not thread-safe.
///
/// @param <B> the builder itself
public abstract sealed class BlockBuilder<B extends BlockBuilder<B>>
        permits TemporalBlock.Builder,
                TemporalConvNet.Builder,
                WaveNetBlock.Builder,
                WaveNet.Builder,
                InceptionBlock.Builder,
                M5.Builder {
    DType dtype = DType.FLOAT32;
    Generator generator = Generator.shared();

    BlockBuilder() {}

    /// The element type of the parameters, and so of the inputs; float32 if not said.
    public B dtype(DType dtype) {
        this.dtype = dtype;
        return self();
    }

    /// Where the initial weights are drawn from, and what dropout drops; [Generator#shared] if not said.
    public B generator(Generator generator) {
        this.generator = generator;
        return self();
    }

    abstract B self();

    /// A convolution with this builder's type and generator, to be built.
    Conv1d.Builder conv(int inChannels, int outChannels, int kernelSize) {
        return Conv1d.of(inChannels, outChannels, kernelSize).dtype(dtype).generator(generator);
    }

    /// A causal convolution with this builder's type and generator, to be built.
    Conv1d.Builder causal(int inChannels, int outChannels, int kernelSize, int dilation) {
        return conv(inChannels, outChannels, kernelSize)
                .dilation(dilation)
                .padding(Padding.causal(CausalAlignment.FIRST_OF_STRIDE));
    }

    BatchNorm1d norm(int channels) {
        return BatchNorm1d.of(channels).dtype(dtype).build();
    }
}
