package tapline.nn;

import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `x * max(0, min(6, x + 3)) / 6`: PyTorch's `nn.Hardswish`.
///
/// Input and output of any shape. Thread-safe.
public final class Hardswish extends Activation {
    /// A layer; it has no parameters.
    public Hardswish() {
        super(new tapline.kernel.Hardswish());
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.hardswish(input);
    }
}
