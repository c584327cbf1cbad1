package tapline.nn;

import tapline.kernel.Silu;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `x / (1 + e^-x)`, also called swish: PyTorch's `nn.SiLU`.
///
/// Input and output of any shape. Thread-safe.
public final class SiLU extends Activation {
    /// A layer; it has no parameters.
    public SiLU() {
        super(new Silu());
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.silu(input);
    }
}
