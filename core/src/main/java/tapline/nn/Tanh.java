package tapline.nn;

import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// The hyperbolic tangent: PyTorch's `nn.Tanh`.
///
/// Input and output of any shape. Thread-safe.
public final class Tanh extends Activation {
    /// A layer; it has no parameters.
    public Tanh() {
        super(new tapline.kernel.Tanh());
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.tanh(input);
    }
}
