package tapline.train;

import tapline.tensor.Losses;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;

/// The cross entropy of the softmax of the input, `[batch, classes, ...]`, for labels or probabilities: PyTorch's
/// `nn.CrossEntropyLoss`.
///
/// @param reduction what becomes of the losses of single elements
/// @param weight of each class, `[classes]`, or null for ones. *Kept*
/// @param ignoreIndex a label whose rows do not count
/// @param labelSmoothing the part of each target that is spread evenly over all classes
public record CrossEntropyLoss(Reduction reduction, Tensor weight, int ignoreIndex, double labelSmoothing)
        implements Loss {
    /// PyTorch's defaults: the mean, without weights or smoothing, -100 ignored.
    public CrossEntropyLoss() {
        this(Reduction.MEAN, null, -100, 0);
    }

    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return Losses.crossEntropy(input, target, weight, ignoreIndex, labelSmoothing, reduction);
    }

    /// As PyTorch prints it.
    @Override
    public String toString() {
        return "CrossEntropyLoss()";
    }
}
