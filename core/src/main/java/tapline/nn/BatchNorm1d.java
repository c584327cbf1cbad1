package tapline.nn;

import tapline.shape.ShapeException;
import tapline.tensor.Functional;
import tapline.tensor.Normalized;
import tapline.tensor.Tensor;

/// Brings each channel to mean 0 and variance 1 over a batch (Ioffe and Szegedy, "Batch Normalization", 2015):
/// PyTorch's `nn.BatchNorm1d`.
///
/// Input and output `[batch, channels, length]` or `[batch, channels]`. In training the batch's own mean and
/// variance are used, and the running ones move towards them; after [#eval] the running ones are used, and the
/// layer is `y = fma(x, scale[c], shift[c])`.
///
/// Thread-safe. Parameters are named `weight` and `bias`, buffers `running_mean`, `running_var` and
/// `num_batches_tracked`.
public final class BatchNorm1d extends RunningNorm implements SingleOperation {
    private BatchNorm1d(Builder builder) {
        super(builder, builder.momentum, true);
    }

    /// Begins a layer for this many channels; what is not said has PyTorch's default.
    public static Builder of(int channels) {
        return new Builder(channels);
    }

    /// @throws ShapeException if the input is of another rank or has other channels, or there is one sample to take
    ///     a variance of
    @Override
    public Tensor forward(Tensor input) {
        checkedRank(input);
        Normalized result = Functional.batchNorm(
                input,
                running == null ? null : running.mean(),
                running == null ? null : running.variance(),
                NormBuilder.tensor(weight),
                NormBuilder.tensor(bias),
                isTraining(),
                eps);
        if (isTraining() && running != null) {
            running.update(result);
        }
        return result.output();
    }

    /// Behind a convolution, `scale * (w * x + b) + shift` is one of the weight `scale * w`.
    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        if (running == null || !(before.maker() instanceof InferenceStep.Conv conv && conv.isOpen())) {
            return before.asItIs(this);
        }
        return before.before().through(conv.followedBy(affine()));
    }

    /// Makes a [BatchNorm1d]. Not thread-safe.
    public static final class Builder extends RunningNorm.Builder<Builder> {
        private Builder(int channels) {
            super(channels, true);
        }

        /// @throws ShapeException if the number of channels is negative
        public BatchNorm1d build() {
            return new BatchNorm1d(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
