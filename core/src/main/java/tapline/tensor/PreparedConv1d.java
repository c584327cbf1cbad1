package tapline.tensor;

import tapline.kernel.ConvWeights;
import tapline.kernel.ElementFunction;
import tapline.shape.ConvOptions;

/// A convolution whose weight stays, for networks in use: the order in which the kernel reads it is made once, and
/// an activation is applied to results while they are in the cache. The bits are those of [Functional#conv1d] and
/// the activation after it. No gradient flows through it.
///
/// Thread-safe.
public final class PreparedConv1d {
    private final Tensor weight;
    private final Tensor bias;
    private final ConvOptions options;
    private final ElementFunction activation;
    private final ConvWeights kept;

    /// A convolution with these numbers.
    ///
    /// @param weight `[outChannels, inChannels / groups, kernelSize]`, which nobody may modify any more
    /// @param bias `[outChannels]`, or null for none; likewise
    /// @param activation of every result; null for none
    @SuppressWarnings("exports") // for the layers of this module, which alone can name an activation
    public PreparedConv1d(Tensor weight, Tensor bias, ConvOptions options, ElementFunction activation) {
        this.weight = weight;
        this.bias = bias;
        this.options = options;
        this.activation = activation;
        kept = weight.dtype() == DType.FLOAT32
                ? ConvWeights.kept(weight.floats(), bias == null ? null : bias.floats(), activation)
                : null;
    }

    /// `[outChannels, inChannels / groups, kernelSize]`.
    public Tensor weight() {
        return weight;
    }

    /// Null for none.
    public Tensor bias() {
        return bias;
    }

    /// Stride, padding and so on.
    public ConvOptions options() {
        return options;
    }

    /// Null for none.
    @SuppressWarnings("exports")
    public ElementFunction activation() {
        return activation;
    }

    /// Convolves each signal of a batch.
    ///
    /// @param input `[batch, inChannels, length]`, or `[inChannels, length]`
    /// @return `[batch, outChannels, outputLength]`, or without the batch
    /// @throws tapline.shape.ShapeException as [Functional#conv1d] does
    /// @throws DTypeException if the element types differ
    public Tensor forward(Tensor input) {
        return Convolution.forward(input, this);
    }

    /// Null where the elements are not float32.
    ConvWeights kept() {
        return kept;
    }
}
