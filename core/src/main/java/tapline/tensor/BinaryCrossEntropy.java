package tapline.tensor;

import tapline.shape.ShapeException;

/// Losses of probabilities, with their steps back beneath them.
final class BinaryCrossEntropy {
    /// No logarithm is taken to be below it, so that a probability of 0 gives a finite loss.
    private static final double LOWEST_LOG = -100;

    /// What the product of a probability and its complement is at least, where a gradient is divided by it.
    private static final double LEAST_VARIANCE = 1e-12;

    private BinaryCrossEntropy() {}

    static Tensor ofProbabilities(Tensor input, Tensor target) {
        if (!target.shape().equals(input.shape())) {
            throw new ShapeException(
                    "Using a target size (" + target.shape() + ") that is different to the input size (" + input.shape()
                            + ") is deprecated. Please ensure they have the same size.");
        }
        for (int i = 0; i < input.shape().elements(); i++) {
            if (!(input.element(i) >= 0 && input.element(i) <= 1)) {
                throw new ShapeException("all elements of input should be between 0 and 1");
            }
        }
        return Node.record(
                "BinaryCrossEntropyBackward0",
                Elementwise.zip(input, target, (x, y) -> -y * log(x) - (1 - y) * log(1 - x)),
                Edge.to(
                        input,
                        g -> g.mul(Elementwise.zip(
                                input, target, (x, y) -> (x - y) / Math.max((1 - x) * x, LEAST_VARIANCE)))),
                Edge.to(target, g -> g.mul(Elementwise.map(input, x -> log(1 - x) - log(x)))));
    }

    private static double log(double x) {
        return Math.max(StrictMath.log(x), LOWEST_LOG);
    }

    /// `(1 - target) * input - (1 + (positiveWeight - 1) * target) * ln(sigmoid(input))`.
    static Tensor ofLogits(Tensor input, Tensor target, Tensor positiveWeight) {
        if (!target.shape().equals(input.shape())) {
            throw new ShapeException(
                    "Target size (" + target.shape() + ") must be the same as input size (" + input.shape() + ")");
        }
        Tensor log = Activations.logSigmoid(input);
        Tensor weighted = positiveWeight == null
                ? log
                : log.mul(target.mul(positiveWeight.sub(1)).add(1));
        return target.neg().add(1).mul(input).sub(weighted);
    }

    /// `x * ln(x)`, and 0 for 0.
    static Tensor timesLog(Tensor x) {
        return Node.record(
                "XlogyBackward0",
                Elementwise.map(x, v -> v == 0 ? 0 : v * StrictMath.log(v)),
                Edge.to(x, g -> g.mul(Elementwise.map(x, v -> StrictMath.log(v) + 1))));
    }
}
