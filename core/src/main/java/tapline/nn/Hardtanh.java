package tapline.nn;

import tapline.kernel.Clamp;
import tapline.shape.ShapeException;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// `x` between `min` and `max`, else the bound that it is beyond: PyTorch's `nn.Hardtanh`.
///
/// Input and output of any shape. Thread-safe.
public final class Hardtanh extends Activation {
    private final double min;
    private final double max;

    /// A layer with PyTorch's defaults: from -1 to 1.
    public Hardtanh() {
        this(-1, 1);
    }

    /// @param min the least result
    /// @param max the greatest result
    /// @throws ShapeException if `min` is not below `max`
    public Hardtanh(double min, double max) {
        super(new Clamp(min, max));
        if (!(min < max)) {
            throw new ShapeException("expected min_val < max_val, but got " + min + " and " + max);
        }
        this.min = min;
        this.max = max;
    }

    @Override
    public Tensor forward(Tensor input) {
        return Activations.hardtanh(input, min, max);
    }

    /// The least result.
    public double min() {
        return min;
    }

    /// The greatest result.
    public double max() {
        return max;
    }

    @Override
    protected String extraRepr() {
        return "min_val=" + PythonNumber.of(min) + ", max_val=" + PythonNumber.of(max);
    }
}
