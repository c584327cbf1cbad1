package tapline.train;

import tapline.tensor.Losses;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;

/// The cross entropy of the sigmoid of the input: PyTorch's `nn.BCEWithLogitsLoss`.
///
/// @param reduction what becomes of the losses of single elements
/// @param weight that can be repeated to the shape of the input, or null for ones. *Kept*
/// @param positiveWeight of the targets that are 1, to be repeated likewise, or null for ones. *Kept*
public record BCEWithLogitsLoss(Reduction reduction, Tensor weight, Tensor positiveWeight) implements Loss {
    /// PyTorch's defaults: the mean, without weights.
    public BCEWithLogitsLoss() {
        this(Reduction.MEAN, null, null);
    }

    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return Losses.bceWithLogits(input, target, weight, positiveWeight, reduction);
    }

    /// As PyTorch prints it.
    @Override
    public String toString() {
        return "BCEWithLogitsLoss()";
    }
}
