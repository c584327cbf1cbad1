package tapline.nn;

import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.tensor.Init;
import tapline.tensor.Tensor;

/// What the builders of all convolution layers have in common. Not thread-safe.
///
/// @param <B> the builder itself
public abstract sealed class ConvBuilder<B extends ConvBuilder<B>>
        permits Conv1d.Builder, CausalConv1d.Builder, ConvTranspose1d.Builder {
    final int inChannels;
    final int outChannels;
    final int kernelSize;
    int stride = 1;
    int dilation = 1;
    int groups = 1;
    boolean bias = true;
    boolean weightNorm;
    DType dtype = DType.FLOAT32;
    Generator generator = Generator.shared();

    ConvBuilder(int inChannels, int outChannels, int kernelSize) {
        this.inChannels = inChannels;
        this.outChannels = outChannels;
        this.kernelSize = kernelSize;
    }

    /// Samples from one window to the next; 1 if not said.
    public B stride(int stride) {
        this.stride = stride;
        return self();
    }

    /// Samples from one tap of the kernel to the next; 1 if not said.
    public B dilation(int dilation) {
        this.dilation = dilation;
        return self();
    }

    /// Into how many independent parts the channels are split; 1 if not said. As many as there are input channels
    /// make the convolution depthwise.
    public B groups(int groups) {
        this.groups = groups;
        return self();
    }

    /// Whether a learned number is added to each output channel; true if not said.
    public B bias(boolean bias) {
        this.bias = bias;
        return self();
    }

    /// Whether the weight is learned as magnitude and direction, as [WeightNorm] says; false if not said.
    public B weightNorm(boolean weightNorm) {
        this.weightNorm = weightNorm;
        return self();
    }

    /// The element type of the parameters, and so of the inputs; float32 if not said.
    public B dtype(DType dtype) {
        this.dtype = dtype;
        return self();
    }

    /// Where the initial weights are drawn from; [Generator#shared] if not said.
    public B generator(Generator generator) {
        this.generator = generator;
        return self();
    }

    abstract B self();

    void checkGroups() {
        if (groups < 1) {
            throw new ShapeException("groups must be a positive integer");
        }
        if (inChannels % groups != 0) {
            throw new ShapeException("in_channels must be divisible by groups");
        }
        if (outChannels % groups != 0) {
            throw new ShapeException("out_channels must be divisible by groups");
        }
    }

    /// PyTorch's initial weight for these sizes.
    Tensor initialWeight(int... shape) {
        ParameterLimit.claim(shape);
        return Init.defaultWeight(generator, dtype, shape);
    }

    /// PyTorch's initial bias, drawn after the weight; null without a bias.
    Tensor initialBias(Tensor weight) {
        if (!bias) {
            return null;
        }
        ParameterLimit.claim(outChannels);
        return Init.defaultBias(generator, weight, outChannels);
    }

    /// What every printed convolution begins with.
    String repr() {
        return inChannels + ", " + outChannels + ", kernel_size=(" + kernelSize + ",), stride=(" + stride + ",)";
    }

    /// The part of a printed convolution from its dilation to its bias.
    String reprOfDilationToBias(String outputPadding) {
        return (dilation == 1 ? "" : ", dilation=(" + dilation + ",)")
                + outputPadding
                + (groups == 1 ? "" : ", groups=" + groups)
                + (bias ? "" : ", bias=False");
    }
}
