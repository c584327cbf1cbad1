package tapline.tensor;

import java.util.Arrays;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Losses of classifiers, with their steps back beneath them. Sums over rows are added up in double, by row.
final class ClassLosses {
    private ClassLosses() {}

    static Tensor nll(Tensor input, Tensor target, Tensor weight, int ignored, Reduction reduction) {
        Labels labels = Labels.of(input, target, ignored);
        reduction.checkNotBatchMean();
        checkWeight(input, weight, labels.classes());
        Tensor losses = Tensor.zeros(input.dtype(), target.shape());
        double sum = 0;
        for (int row = 0; row < labels.of().length; row++) {
            if (!labels.isIgnored(row)) {
                int label = labels.of()[row];
                double loss = -weight(weight, label) * input.element(labels.index(row, label));
                losses.setElement(row, loss);
                sum += loss;
            }
        }
        double divisor = reduction == Reduction.MEAN ? total(labels, weight) : 1;
        Tensor result = reduction == Reduction.NONE ? losses : scalar(sum / divisor, input.dtype());
        Shape shape = input.shape();
        return Node.record(
                "NllLossBackward0", result, Edge.to(input, g -> nllBackward(g, labels, weight, divisor, shape)));
    }

    private static Tensor nllBackward(Tensor g, Labels labels, Tensor weight, double divisor, Shape shape) {
        Tensor result = Tensor.zeros(g.dtype(), shape);
        boolean isEach = g.shape().elements() == labels.of().length;
        for (int row = 0; row < labels.of().length; row++) {
            if (!labels.isIgnored(row)) {
                int label = labels.of()[row];
                result.setElement(
                        labels.index(row, label), -weight(weight, label) * g.element(isEach ? row : 0) / divisor);
            }
        }
        return result;
    }

    static Tensor crossEntropy(
            Tensor input, Tensor target, Tensor weight, int ignored, double smoothing, Reduction reduction) {
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new ShapeException("label_smoothing must be between 0.0 and 1.0. Got: " + smoothing);
        }
        if (input.shape().rank() == 0) {
            throw new ShapeException("Expected input of [classes] or [batch, classes, ...], but got " + input.shape());
        }
        int dim = Labels.classDimension(input.shape());
        if (!target.shape().equals(input.shape()) && smoothing == 0) {
            // Checked before the work is done.
            Labels.of(input, target, ignored);
            return nll(Activations.logSoftmax(input, dim), target, weight, ignored, reduction);
        }
        reduction.checkNotBatchMean();
        checkWeight(input, weight, input.size(dim));
        return target.shape().equals(input.shape())
                ? ofProbabilities(input, smoothed(target, input.size(dim), smoothing), weight, reduction)
                : ofSmoothedLabels(input, Labels.of(input, target, ignored), weight, smoothing, reduction);
    }

    private static Tensor smoothed(Tensor target, int classes, double smoothing) {
        return smoothing == 0 ? target : target.mul(1 - smoothing).add(smoothing / classes);
    }

    private static Tensor ofProbabilities(Tensor input, Tensor target, Tensor weight, Reduction reduction) {
        int dim = Labels.classDimension(input.shape());
        Tensor terms = Activations.logSoftmax(input, dim).mul(target);
        if (weight != null) {
            int[] sizes = new int[input.shape().rank()];
            Arrays.fill(sizes, 1);
            sizes[dim] = weight.shape().elements();
            terms = terms.mul(weight.reshape(sizes));
        }
        return reduction.of(terms.sum(dim).neg());
    }

    private static Tensor ofSmoothedLabels(
            Tensor input, Labels labels, Tensor weight, double smoothing, Reduction reduction) {
        Tensor target = Tensor.zeros(input.dtype(), input.shape());
        for (int row = 0; row < labels.of().length; row++) {
            for (int label = 0; label < labels.classes() && !labels.isIgnored(row); label++) {
                double share = (label == labels.of()[row] ? 1 - smoothing : 0) + smoothing / labels.classes();
                target.setElement(labels.index(row, label), weight(weight, label) * share);
            }
        }
        return reduction == Reduction.MEAN
                ? ofProbabilities(input, target, null, Reduction.SUM).div(total(labels, weight))
                : ofProbabilities(input, target, null, reduction);
    }

    private static double total(Labels labels, Tensor weight) {
        double total = 0;
        for (int row = 0; row < labels.of().length; row++) {
            total += labels.isIgnored(row) ? 0 : weight(weight, labels.of()[row]);
        }
        return total;
    }

    private static double weight(Tensor weight, int label) {
        return weight == null ? 1 : weight.element(label);
    }

    private static Tensor scalar(double value, DType dtype) {
        return Tensor.full(value, dtype);
    }

    private static void checkWeight(Tensor input, Tensor weight, int classes) {
        if (weight != null && !weight.shape().equals(Shape.of(classes))) {
            throw new ShapeException("weight tensor should be defined either for all " + classes
                    + " classes or no classes but got weight tensor of shape: "
                    + weight.shape().toList());
        }
        if (weight != null && weight.dtype() != input.dtype()) {
            throw new DTypeException("expected weight of type " + input.dtype() + ", but got " + weight.dtype());
        }
    }
}
