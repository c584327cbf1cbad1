package tapline.nn;

import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `x * tanh(ln(1 + e^x))`: PyTorch's `nn.Mish`.
///
/// Input and output of any shape. Thread-safe.
public final class Mish extends Activation {
    /// A layer; it has no parameters.
    public Mish() {
        super(new tapline.kernel.Mish());
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.mish(input);
    }
}
