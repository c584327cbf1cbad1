package tapline.nn;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
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
public final class InstanceNorm1d extends Module {
    private final int channels;
    private final double eps;
    private final Double momentum;
    private final String repr;
    private final Parameter weight;
    private final Parameter bias;
    private final RunningStatistics running;

    private InstanceNorm1d(Builder builder) {
        channels = builder.channels;
        eps = builder.eps;
        momentum = builder.momentum;
        repr = builder.repr();
        weight = builder.weight(this, channels);
        bias = builder.bias(this, channels);
        running = builder.trackRunningStats
                ? new RunningStatistics(
                        this, channels, builder.dtype, builder.momentum == null ? 0 : builder.momentum, false)
                : null;
    }

    /// Begins a layer for this many channels; what is not said has PyTorch's default.
    public static Builder of(int channels) {
        return new Builder(channels);
    }

    /// @throws ShapeException if the input is of another rank or has other channels, or there is one sample to take
    ///     a variance of
    @Override
    public Tensor forward(Tensor input) {
        int rank = input.shape().rank();
        if (rank != 2 && rank != 3) {
            throw new ShapeException("expected 2D or 3D input (got " + rank + "D input)");
        }
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

    /// With the running statistics, if it has them, which are used after [#eval].
    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        if (isTraining() || running == null) {
            throw notStreamed("its mean and variance are those of the whole signal"
                    + (running == null ? "" : " in training: expected eval() first"));
        }
        return running.streamAfter(before, this, eps, weight, bias);
    }

    /// `[channels]`, if the layer has one.
    public Optional<Parameter> weight() {
        return Optional.ofNullable(weight);
    }

    /// `[channels]`, if the layer has one.
    public Optional<Parameter> bias() {
        return Optional.ofNullable(bias);
    }

    /// What is added to variances.
    public double eps() {
        return eps;
    }

    /// The share of each batch in the running statistics; nothing where they stay as they are.
    public OptionalDouble momentum() {
        return momentum == null ? OptionalDouble.empty() : OptionalDouble.of(momentum);
    }

    /// How many channels there are.
    public int channels() {
        return channels;
    }

    /// `[channels]`, if the layer keeps it.
    public Optional<Tensor> runningMean() {
        return Optional.ofNullable(running).map(RunningStatistics::mean);
    }

    /// `[channels]`, if the layer keeps it.
    public Optional<Tensor> runningVariance() {
        return Optional.ofNullable(running).map(RunningStatistics::variance);
    }

    @Override
    protected void adaptState(String prefix, Map<String, Tensor> state) {
        if (running != null) {
            RunningStatistics.adaptState(prefix, state);
        }
    }

    @Override
    protected String extraRepr() {
        return repr;
    }

    /// Makes a [InstanceNorm1d]. Not thread-safe.
    public static final class Builder extends NormBuilder<Builder> {
        private final int channels;
        private Double momentum = 0.1;
        private boolean trackRunningStats = false;

        private Builder(int channels) {
            super(false);
            this.channels = channels;
        }

        /// The share of each batch in the running statistics; 0.1 if not said. As in PyTorch, with
        /// null they stay as they are, and batches are never counted.
        public Builder momentum(Double momentum) {
            this.momentum = momentum;
            return this;
        }

        /// Whether the layer keeps running statistics; false if not said.
        public Builder trackRunningStats(boolean trackRunningStats) {
            this.trackRunningStats = trackRunningStats;
            return this;
        }

        /// @throws ShapeException if the number of channels is negative
        public InstanceNorm1d build() {
            return new InstanceNorm1d(this);
        }

        @Override
        Builder self() {
            return this;
        }

        private String repr() {
            return channels + ", eps=" + PythonNumber.of(eps) + ", momentum="
                    + (momentum == null ? "None" : PythonNumber.of(momentum)) + ", affine=" + repr(affine)
                    + ", track_running_stats=" + repr(trackRunningStats);
        }
    }
}
