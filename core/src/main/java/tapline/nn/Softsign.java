package tapline.nn;

import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `x / (1 + |x|)`: PyTorch's `nn.Softsign`.
///
/// Input and output of any shape. Thread-safe.
public final class Softsign extends Activation {
    /// A layer; it has no parameters.
    public Softsign() {
        super(new tapline.kernel.Softsign());
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.softsign(input);
    }
}
