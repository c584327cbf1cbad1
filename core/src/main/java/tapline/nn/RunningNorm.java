package tapline.nn;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tapline.kernel.ChannelAffine;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Tensor;

/// A norm of channels that may keep a running mean and variance, to be used after [#eval]: what batch norm and
/// instance norm have in common.
public abstract sealed class RunningNorm extends Module permits BatchNorm1d, InstanceNorm1d {
    final int channels;
    final double eps;
    final Parameter weight;
    final Parameter bias;

    /// Null where the layer keeps none.
    final RunningStatistics running;

    private final Double momentum;
    private final String repr;

    /// @param share of a new batch in the running statistics; null for the mean over all batches
    /// @param countsBatches whether the layer says how many there were
    RunningNorm(Builder<?> builder, Double share, boolean countsBatches) {
        channels = builder.channels;
        eps = builder.eps;
        momentum = builder.momentum;
        repr = builder.repr();
        weight = builder.weight(this, channels);
        bias = builder.bias(this, channels);
        running = builder.trackRunningStats
                ? new RunningStatistics(this, channels, builder.dtype, share, countsBatches)
                : null;
    }

    static int checkedRank(Tensor input) {
        int rank = input.shape().rank();
        if (rank != 2 && rank != 3) {
            throw new ShapeException("expected 2D or 3D input (got " + rank + "D input)");
        }
        return rank;
    }

    /// The norm with the running statistics of now, which there are.
    ChannelAffine affine() {
        return running.affine(eps, weight, bias);
    }

    /// With the running statistics, if it has them, which are used after [#eval].
    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        if (isTraining() || running == null) {
            throw notStreamed("its mean and variance are those of the whole signal"
                    + (running == null ? "" : " in training: expected eval() first"));
        }
        checkStreamed(running.mean().dtype());
        ChannelAffine norm = affine();
        float[] parameters = new float[2 * channels];
        for (int c = 0; c < channels; c++) {
            parameters[c] = (float) norm.scale()[c];
            parameters[channels + c] = (float) norm.shift()[c];
        }
        return before.then(StreamPlan.function(channels, "norm", norm::frames, parameters));
    }

    /// `[channels]`, if the layer has one.
    public final Optional<Parameter> weight() {
        return Optional.ofNullable(weight);
    }

    /// `[channels]`, if the layer has one.
    public final Optional<Parameter> bias() {
        return Optional.ofNullable(bias);
    }

    /// What is added to variances.
    public final double eps() {
        return eps;
    }

    /// The share of each batch in the running statistics, if one was said.
    public final OptionalDouble momentum() {
        return momentum == null ? OptionalDouble.empty() : OptionalDouble.of(momentum);
    }

    /// How many channels there are.
    public final int channels() {
        return channels;
    }

    /// `[channels]`, if the layer keeps it.
    public final Optional<Tensor> runningMean() {
        return Optional.ofNullable(running).map(RunningStatistics::mean);
    }

    /// `[channels]`, if the layer keeps it.
    public final Optional<Tensor> runningVariance() {
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

    /// What the builders of both have in common. Not thread-safe.
    ///
    /// @param <B> the builder itself
    public abstract static sealed class Builder<B extends Builder<B>> extends NormBuilder<B>
            permits BatchNorm1d.Builder, InstanceNorm1d.Builder {
        final int channels;
        Double momentum = 0.1;
        private boolean trackRunningStats;

        /// @param isFull whether the layer learns a weight and bias, and keeps running statistics, if nothing is
        ///     said
        Builder(int channels, boolean isFull) {
            super(isFull);
            this.channels = channels;
            trackRunningStats = isFull;
        }

        /// The share of each batch in the running statistics; 0.1 if not said. As in PyTorch, null makes those of a
        /// batch norm the mean over all batches, and those of an instance norm stay as they are.
        public B momentum(Double momentum) {
            this.momentum = momentum;
            return self();
        }

        /// Whether the layer keeps running statistics; if not said, a batch norm does, and an instance norm
        /// doesn't.
        public B trackRunningStats(boolean trackRunningStats) {
            this.trackRunningStats = trackRunningStats;
            return self();
        }

        private String repr() {
            return channels + ", eps=" + PythonNumber.of(eps) + ", momentum="
                    + (momentum == null ? "None" : PythonNumber.of(momentum)) + ", affine=" + repr(affine)
                    + ", track_running_stats=" + repr(trackRunningStats);
        }
    }
}
