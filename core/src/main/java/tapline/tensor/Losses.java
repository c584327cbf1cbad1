package tapline.tensor;

import tapline.kernel.ElementFunction;
import tapline.kernel.SmoothAbs;
import tapline.kernel.Square;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Losses as functions: PyTorch's `torch.nn.functional`. Each takes what a model gives and what it should give, and
/// returns the losses of single elements, or, reduced, one number of rank 0.
///
/// All but the two of Kullback and Leibler refuse [Reduction#BATCH_MEAN] with a [ShapeException].
///
/// Class labels are tensors of whole numbers, of either element type.
public final class Losses {
    private Losses() {}

    /// `(input - target)^2`.
    ///
    /// @param target of the input's shape, or one that can be repeated to it
    /// @throws ShapeException if the shapes can't be matched
    public static Tensor mseLoss(Tensor input, Tensor target, Reduction reduction) {
        return ofDifference("MseLossBackward0", new Square(), input, target, reduction);
    }

    /// `|input - target|`.
    ///
    /// @param target of the input's shape, or one that can be repeated to it
    /// @throws ShapeException if the shapes can't be matched
    public static Tensor l1Loss(Tensor input, Tensor target, Reduction reduction) {
        reduction.checkNotBatchMean();
        return reduction.of(input.sub(target).abs());
    }

    /// `d^2 / (2 beta)` for `d = |input - target| < beta`, else `d - beta / 2`.
    ///
    /// @param beta where the parabola ends; 0 makes it [#l1Loss]
    /// @throws ShapeException if the shapes can't be matched, or `beta` is negative
    public static Tensor smoothL1Loss(Tensor input, Tensor target, double beta, Reduction reduction) {
        if (!(beta >= 0)) {
            throw new ShapeException("smooth_l1_loss does not support negative values for beta.");
        }
        return beta == 0
                ? l1Loss(input, target, reduction)
                : ofDifference("SmoothL1LossBackward0", new SmoothAbs(beta, 1), input, target, reduction);
    }

    /// `d^2 / 2` for `d = |input - target| <= delta`, else `delta * (d - delta / 2)`.
    ///
    /// @throws ShapeException if the shapes can't be matched, or `delta` is not positive
    public static Tensor huberLoss(Tensor input, Tensor target, double delta, Reduction reduction) {
        if (!(delta > 0)) {
            throw new ShapeException("huber_loss does not support non-positive values for delta.");
        }
        return ofDifference("HuberLossBackward0", new SmoothAbs(delta, delta), input, target, reduction);
    }

    private static Tensor ofDifference(
            String step, ElementFunction function, Tensor input, Tensor target, Reduction reduction) {
        reduction.checkNotBatchMean();
        Tensor difference = input.sub(target);
        Tensor losses = Mapping.value(function, difference);
        Shape shape = losses.shape();
        return Node.record(step, reduction.of(losses), Edge.to(difference, g -> {
            Tensor each = reduction == Reduction.MEAN ? g.div(shape.elements()) : g;
            return Mapping.backward(function, difference, Reductions.expand(each, shape));
        }));
    }

    /// `-weight[label] * input[label]` for each row of logarithms of probabilities. The mean is that of the rows
    /// weighted by `weight[label]`.
    ///
    /// @param input `[batch, classes]`, `[batch, classes, ...]` or `[classes]`
    /// @param target the labels, `[batch]`, `[batch, ...]` or `[]`
    /// @param weight `[classes]`, or null for ones
    /// @param ignored a label whose rows do not count; -100 in PyTorch
    /// @throws ShapeException if the shapes do not go together
    /// @throws DTypeException if a label is not a whole number
    /// @throws IndexOutOfBoundsException if there is no such class
    public static Tensor nllLoss(Tensor input, Tensor target, Tensor weight, int ignored, Reduction reduction) {
        return ClassLosses.nll(input, target, weight, ignored, reduction);
    }

    /// [#nllLoss] of [Activations#logSoftmax] of the input, or, for a target of probabilities, the sum over classes
    /// of `-weight * target * logSoftmax`, of which the mean is that over rows.
    ///
    /// @param input `[batch, classes]`, `[batch, classes, ...]` or `[classes]`, of any numbers
    /// @param target the labels, `[batch]`, `[batch, ...]` or `[]`, or probabilities in the shape of the input
    /// @param weight `[classes]`, or null for ones
    /// @param ignored a label whose rows do not count; -100 in PyTorch
    /// @param smoothing the part of each target that is spread evenly over all classes; 0 for none
    /// @throws ShapeException if the shapes do not go together, or `smoothing` is not between 0 and 1
    /// @throws DTypeException if a label is not a whole number
    /// @throws IndexOutOfBoundsException if there is no such class
    public static Tensor crossEntropy(
            Tensor input, Tensor target, Tensor weight, int ignored, double smoothing, Reduction reduction) {
        return ClassLosses.crossEntropy(input, target, weight, ignored, smoothing, reduction);
    }

    /// `-weight * (target * ln(input) + (1 - target) * ln(1 - input))`, where no logarithm is below -100.
    ///
    /// @param input probabilities
    /// @param target probabilities, of the input's shape
    /// @param weight that can be repeated to the input's shape, or null for ones
    /// @throws ShapeException if the shapes differ, or the input is not between 0 and 1
    public static Tensor bce(Tensor input, Tensor target, Tensor weight, Reduction reduction) {
        reduction.checkNotBatchMean();
        Tensor losses = BinaryCrossEntropy.ofProbabilities(input, target);
        return reduction.of(weight == null ? losses : losses.mul(weight));
    }

    /// [#bce] of [Activations#sigmoid] of the input, without its overflows:
    /// `-weight * (positiveWeight * target * ln(sigmoid(input)) + (1 - target) * ln(1 - sigmoid(input)))`.
    ///
    /// @param input any numbers
    /// @param target probabilities, of the input's shape
    /// @param weight that can be repeated to the input's shape, or null for ones
    /// @param positiveWeight that can be repeated to the input's shape, or null for ones
    /// @throws ShapeException if the shapes do not go together
    public static Tensor bceWithLogits(
            Tensor input, Tensor target, Tensor weight, Tensor positiveWeight, Reduction reduction) {
        reduction.checkNotBatchMean();
        Tensor losses = BinaryCrossEntropy.ofLogits(input, target, positiveWeight);
        return reduction.of(weight == null ? losses : losses.mul(weight));
    }

    /// `target * (ln(target) - input)`: how far the distribution of which the input is the logarithm is from the
    /// target (Kullback and Leibler, 1951).
    ///
    /// @param input logarithms of probabilities
    /// @param target probabilities, of the input's shape
    /// @throws ShapeException if the shapes can't be matched
    public static Tensor klDiv(Tensor input, Tensor target, Reduction reduction) {
        return reduction.of(BinaryCrossEntropy.timesLog(target).sub(target.mul(input)));
    }

    /// [#klDiv] for a target that is the logarithm of probabilities, too: `e^target * (target - input)`.
    ///
    /// @throws ShapeException if the shapes can't be matched
    public static Tensor klDivOfLogs(Tensor input, Tensor target, Reduction reduction) {
        return reduction.of(target.exp().mul(target.sub(input)));
    }
}
