package tapline.nn;

import tapline.kernel.Elu;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// [ELU] with the scale and alpha that keep mean 0 and variance 1: PyTorch's `nn.SELU`.
///
/// Input and output of any shape. Thread-safe.
public final class SELU extends Activation {
    /// A layer; it has no parameters.
    public SELU() {
        super(Elu.SELU);
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.selu(input);
    }
}
