package tapline.train;

import tapline.tensor.Losses;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;

/// A parabola near 0, `delta * |input - target|` less a constant beyond: PyTorch's `nn.HuberLoss`.
///
/// @param reduction what becomes of the losses of single elements
/// @param delta where the parabola ends
public record HuberLoss(Reduction reduction, double delta) implements Loss {
    /// PyTorch's defaults: the mean, delta 1.
    public HuberLoss() {
        this(Reduction.MEAN, 1);
    }

    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return Losses.huberLoss(input, target, delta, reduction);
    }

    /// As PyTorch prints it.
    @Override
    public String toString() {
        return "HuberLoss()";
    }
}
