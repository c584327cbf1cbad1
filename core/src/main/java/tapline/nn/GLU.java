package tapline.nn;

import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// The first half of a dimension, times the sigmoid of the second half: PyTorch's `nn.GLU`.
///
/// That dimension has an even size, and half of it in the output. Thread-safe.
public final class GLU extends Module {
    private final int dim;

    /// A layer with PyTorch's defaults: the last dimension.
    public GLU() {
        this(-1);
    }

    /// @param dim from 0, or from the end if negative
    public GLU(int dim) {
        this.dim = dim;
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.glu(input, dim);
    }

    /// The dimension that is halved, from 0, or from the end if negative.
    public int dim() {
        return dim;
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
