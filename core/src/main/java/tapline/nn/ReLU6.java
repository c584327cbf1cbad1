package tapline.nn;

import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `min(max(x, 0), 6)`: PyTorch's `nn.ReLU6`.
///
/// Input and output of any shape. Thread-safe.
public final class ReLU6 extends Module implements SingleOperation {
    /// A layer; it has no parameters.
    public ReLU6() {}

    @Override
    public Tensor forward(Tensor input) {
        return Activations.relu6(input);
    }
}
