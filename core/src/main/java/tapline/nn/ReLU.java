package tapline.nn;

import tapline.kernel.Relu;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `max(x, 0)`: PyTorch's `nn.ReLU`.
///
/// Input and output of any shape. Thread-safe.
public final class ReLU extends Activation {
    /// A layer; it has no parameters.
    public ReLU() {
        super(new Relu());
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.relu(input);
    }
}
