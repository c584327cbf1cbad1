package tapline.nn;

import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `1 / (1 + e^-x)`: PyTorch's `nn.Sigmoid`.
///
/// Input and output of any shape. Thread-safe.
public final class Sigmoid extends Module implements SingleOperation {
    /// A layer; it has no parameters.
    public Sigmoid() {}

    @Override
    public Tensor forward(Tensor input) {
        return Activations.sigmoid(input);
    }
}
