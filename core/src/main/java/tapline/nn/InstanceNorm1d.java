package tapline.nn;

import tapline.shape.ShapeException;
import tapline.tensor.Functional;
import tapline.tensor.Normalized;
import tapline.tensor.Tensor;

/// Brings each channel of each signal to mean 0 and variance 1 (Ulyanov, Vedaldi and Lempitsky, "Instance
/// Normalization", 2016): PyTorch's `nn.InstanceNorm1d`.
///
/// Input and output `[batch, channels, length]` or `[channels, length]`. With running statistics, which it has only
/// if asked for, these are used after [#eval].
///
/// Thread-safe. Parameters are named `weight` and `bias`, buffers `running_mean`, `running_var` and
/// `num_batches_tracked`.
public final class InstanceNorm1d extends RunningNorm {
    private InstanceNorm1d(Builder builder) {
        super(builder, builder.momentum == null ? 0 : builder.momentum, false);
    }

    /// Begins a layer for this many channels; what is not said has PyTorch's default.
    public static Builder of(int channels) {
        return new Builder(channels);
    }

    /// @throws ShapeException if the input is of another rank or has other channels, or there is one sample to take
    ///     a variance of
    @Override
    public Tensor forward(Tensor input) {
        int rank = checkedRank(input);
        Tensor batch = rank == 2 ? input.unsqueeze(0) : input;
        if (batch.size(1) != channels && (weight != null || running != null)) {
            throw new ShapeException("expected input's size at dim=" + (rank - 2) + " to match num_features ("
                    + channels + "), but got: " + batch.size(1) + ".");
        }
        Normalized result = Functional.instanceNorm(
                batch,
                running == null ? null : running.mean(),
                running == null ? null : running.variance(),
                NormBuilder.tensor(weight),
                NormBuilder.tensor(bias),
                isTraining() || running == null,
                eps);
        if (isTraining() && running != null) {
            running.update(result);
        }
        return rank == 2 ? result.output().squeeze(0) : result.output();
    }

    /// Makes an [InstanceNorm1d]. Not thread-safe.
    public static final class Builder extends RunningNorm.Builder<Builder> {
        private Builder(int channels) {
            super(channels, false);
        }

        /// @throws ShapeException if the number of channels is negative
        public InstanceNorm1d build() {
            return new InstanceNorm1d(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
