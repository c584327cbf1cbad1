package tapline.nn;

import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `ln(1 / (1 + e^-x))`: PyTorch's `nn.LogSigmoid`.
///
/// Input and output of any shape. Thread-safe.
public final class LogSigmoid extends Activation {
    /// A layer; it has no parameters.
    public LogSigmoid() {
        super(new tapline.kernel.LogSigmoid());
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.logSigmoid(input);
    }
}
