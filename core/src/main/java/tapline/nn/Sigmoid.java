package tapline.nn;

import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `1 / (1 + e^-x)`: PyTorch's `nn.Sigmoid`.
///
/// Input and output of any shape. Thread-safe.
public final class Sigmoid extends Activation {
    /// A layer; it has no parameters.
    public Sigmoid() {
        super(new tapline.kernel.Sigmoid());
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.sigmoid(input);
    }
}
