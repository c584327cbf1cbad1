package tapline.tensor;

import tapline.shape.ShapeException;

/// What becomes of the losses of single elements.
public enum Reduction {
    /// They stay as they are.
    NONE,
    /// Their mean.
    MEAN,
    /// Their sum, added up in double in row-major order.
    SUM,
    /// Their sum, divided by the size of the first dimension: the mean of [Losses#klDiv] as it is defined, and for
    /// that alone.
    BATCH_MEAN;

    /// Refuses [#BATCH_MEAN], as all losses but [Losses#klDiv] do.
    void checkNotBatchMean() {
        if (this == BATCH_MEAN) {
            throw new ShapeException("batchmean is not a valid value for reduction");
        }
    }

    Tensor of(Tensor losses) {
        return switch (this) {
            case NONE -> losses;
            case MEAN -> losses.mean();
            case SUM -> losses.sum();
            case BATCH_MEAN -> losses.sum().div(losses.shape().rank() == 0 ? 1 : losses.size(0));
        };
    }
}
