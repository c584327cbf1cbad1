package tapline.train;

import tapline.tensor.Losses;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;

/// The cross entropy of probabilities: PyTorch's `nn.BCELoss`.
///
/// @param reduction what becomes of the losses of single elements
/// @param weight that can be repeated to the shape of the input, or null for ones. *Kept*
public record BCELoss(Reduction reduction, Tensor weight) implements Loss {
    /// PyTorch's defaults: the mean, without weights.
    public BCELoss() {
        this(Reduction.MEAN, null);
    }

    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return Losses.bce(input, target, weight, reduction);
    }

    /// As PyTorch prints it.
    @Override
    public String toString() {
        return "BCELoss()";
    }
}
