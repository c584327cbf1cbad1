package tapline.nn;

import tapline.kernel.Clamp;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `min(max(x, 0), 6)`: PyTorch's `nn.ReLU6`.
///
/// Input and output of any shape. Thread-safe.
public final class ReLU6 extends Activation {
    /// A layer; it has no parameters.
    public ReLU6() {
        super(new Clamp(0, 6));
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.relu6(input);
    }
}
