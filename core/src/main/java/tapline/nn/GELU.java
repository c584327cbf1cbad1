package tapline.nn;

import tapline.kernel.Gelu;
import tapline.kernel.GeluTanh;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `x` times the probability that a standard normal number is below `x`: PyTorch's `nn.GELU`.
///
/// Input and output of any shape. Thread-safe.
public final class GELU extends Activation {
    /// How the probability is computed.
    public enum Approximate {
        /// As it is.
        NONE,
        /// By the hyperbolic tangent of a polynomial, as some networks were trained.
        TANH
    }

    private final Approximate approximate;

    /// A layer that does not approximate.
    public GELU() {
        this(Approximate.NONE);
    }

    /// @param approximate what the network was trained with
    public GELU(Approximate approximate) {
        super(approximate == Approximate.NONE ? new Gelu() : new GeluTanh());
        this.approximate = approximate;
    }

    @Override
    public Tensor forward(Tensor input) {
        return approximate == Approximate.NONE ? Activations.gelu(input) : Activations.geluTanh(input);
    }

    /// How it is computed.
    public Approximate approximate() {
        return approximate;
    }

    @Override
    protected String extraRepr() {
        return "approximate='" + (approximate == Approximate.NONE ? "none" : "tanh") + "'";
    }
}
