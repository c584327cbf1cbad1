package tapline.train;

import tapline.tensor.Losses;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;

/// How far one distribution is from another, given the logarithms of the first: PyTorch's `nn.KLDivLoss`.
///
/// @param reduction what becomes of the losses of single elements
/// @param logTarget whether targets are logarithms, too
public record KLDivLoss(Reduction reduction, boolean logTarget) implements Loss {
    /// PyTorch's defaults: the mean over all elements. The definition is [Reduction#BATCH_MEAN].
    public KLDivLoss() {
        this(Reduction.MEAN, false);
    }

    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return logTarget ? Losses.klDivOfLogs(input, target, reduction) : Losses.klDiv(input, target, reduction);
    }

    /// As PyTorch prints it.
    @Override
    public String toString() {
        return "KLDivLoss()";
    }
}
