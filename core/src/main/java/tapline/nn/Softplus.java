package tapline.nn;

import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `ln(1 + e^(beta * x)) / beta`, and `x` where `beta * x` is above `threshold`: PyTorch's `nn.Softplus`.
///
/// Input and output of any shape. Thread-safe.
public final class Softplus extends Activation {
    private final double beta;
    private final double threshold;

    /// A layer with PyTorch's defaults: beta 1, threshold 20.
    public Softplus() {
        this(1, 20);
    }

    /// @param beta the steepness of the bend
    /// @param threshold from where on the result is its input
    public Softplus(double beta, double threshold) {
        super(new tapline.kernel.Softplus(beta, threshold));
        this.beta = beta;
        this.threshold = threshold;
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.softplus(input, beta, threshold);
    }

    /// The steepness of the bend.
    public double beta() {
        return beta;
    }

    /// From where on, times `beta`, the result is its input.
    public double threshold() {
        return threshold;
    }

    @Override
    protected String extraRepr() {
        return "beta=" + PythonNumber.shortest(beta) + ", threshold=" + PythonNumber.shortest(threshold);
    }
}
