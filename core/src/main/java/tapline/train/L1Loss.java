package tapline.train;

import tapline.tensor.Losses;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;

/// `|input - target|`: PyTorch's `nn.L1Loss`.
///
/// @param reduction what becomes of the losses of single elements
public record L1Loss(Reduction reduction) implements Loss {
    /// PyTorch's defaults: the mean.
    public L1Loss() {
        this(Reduction.MEAN);
    }

    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return Losses.l1Loss(input, target, reduction);
    }

    /// As PyTorch prints it.
    @Override
    public String toString() {
        return "L1Loss()";
    }
}
