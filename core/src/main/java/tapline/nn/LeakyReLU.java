package tapline.nn;

import tapline.kernel.LeakyRelu;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `x` where it is positive, else `negativeSlope * x`: PyTorch's `nn.LeakyReLU`.
///
/// Input and output of any shape. Thread-safe.
public final class LeakyReLU extends Activation {
    private final double negativeSlope;

    /// A layer with PyTorch's defaults: a slope of 0.01.
    public LeakyReLU() {
        this(0.01);
    }

    /// @param negativeSlope the factor on numbers below 0
    public LeakyReLU(double negativeSlope) {
        super(new LeakyRelu(negativeSlope));
        this.negativeSlope = negativeSlope;
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.leakyRelu(input, negativeSlope);
    }

    /// The factor on numbers below 0.
    public double negativeSlope() {
        return negativeSlope;
    }

    @Override
    protected String extraRepr() {
        return "negative_slope=" + PythonNumber.of(negativeSlope);
    }
}
