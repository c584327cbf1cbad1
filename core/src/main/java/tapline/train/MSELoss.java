package tapline.train;

import tapline.tensor.Losses;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;

/// `(input - target)^2`: PyTorch's `nn.MSELoss`.
///
/// @param reduction what becomes of the losses of single elements
public record MSELoss(Reduction reduction) implements Loss {
    /// PyTorch's defaults: the mean.
    public MSELoss() {
        this(Reduction.MEAN);
    }

    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return Losses.mseLoss(input, target, reduction);
    }

    /// As PyTorch prints it.
    @Override
    public String toString() {
        return "MSELoss()";
    }
}
