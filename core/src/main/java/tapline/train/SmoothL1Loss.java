package tapline.train;

import tapline.tensor.Losses;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;

/// A parabola near 0, `|input - target|` less a constant beyond: PyTorch's `nn.SmoothL1Loss`.
///
/// @param reduction what becomes of the losses of single elements
/// @param beta where the parabola ends; 0 for none
public record SmoothL1Loss(Reduction reduction, double beta) implements Loss {
    /// PyTorch's defaults: the mean, beta 1.
    public SmoothL1Loss() {
        this(Reduction.MEAN, 1);
    }

    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return Losses.smoothL1Loss(input, target, beta, reduction);
    }

    /// As PyTorch prints it.
    @Override
    public String toString() {
        return "SmoothL1Loss()";
    }
}
