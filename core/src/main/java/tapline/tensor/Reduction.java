package tapline.tensor;

/// What becomes of the losses of single elements.
public enum Reduction {
    /// They stay as they are.
    NONE,
    /// Their mean.
    MEAN,
    /// Their sum, added up in double in row-major order.
    SUM,
    /// Their sum, divided by the size of the first dimension: the mean of [Losses#klDiv] as it is defined.
    BATCH_MEAN;

    Tensor of(Tensor losses) {
        return switch (this) {
            case NONE -> losses;
            case MEAN -> losses.mean();
            case SUM -> losses.sum();
            case BATCH_MEAN -> losses.sum().div(losses.shape().rank() == 0 ? 1 : losses.size(0));
        };
    }
}
