package tapline.nn;

import tapline.kernel.Elu;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `x` where it is positive, else `alpha * (e^x - 1)`: PyTorch's `nn.ELU`.
///
/// Input and output of any shape. Thread-safe.
public final class ELU extends Activation {
    private final double alpha;

    /// A layer with PyTorch's defaults: alpha 1.
    public ELU() {
        this(1);
    }

    /// @param alpha what the result tends to below 0, negated
    public ELU(double alpha) {
        super(new Elu(1, alpha));
        this.alpha = alpha;
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.elu(input, alpha);
    }

    /// What the result tends to below 0, negated.
    public double alpha() {
        return alpha;
    }

    @Override
    protected String extraRepr() {
        return "alpha=" + PythonNumber.of(alpha);
    }
}
