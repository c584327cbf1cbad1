package tapline.train;

import tapline.tensor.Losses;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;

/// `-input[label]` for logarithms of probabilities, `[batch, classes, ...]`: PyTorch's `nn.NLLLoss`.
///
/// @param reduction what becomes of the losses of single elements
/// @param weight of each class, `[classes]`, or null for ones. *Kept*
/// @param ignoreIndex a label whose rows do not count
public record NLLLoss(Reduction reduction, Tensor weight, int ignoreIndex) implements Loss {
    /// PyTorch's defaults: the mean, without weights, -100 ignored.
    public NLLLoss() {
        this(Reduction.MEAN, null, -100);
    }

    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return Losses.nllLoss(input, target, weight, ignoreIndex, reduction);
    }

    /// As PyTorch prints it.
    @Override
    public String toString() {
        return "NLLLoss()";
    }
}
