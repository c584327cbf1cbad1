package tapline.nn;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tapline.kernel.ChannelAffine;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.DType;
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
public final class BatchNorm1d extends Module implements SingleOperation {
    private final int channels;
    private final double eps;
    private final Double momentum;
    private final String repr;
    private final Parameter weight;
    private final Parameter bias;
    private final RunningStatistics running;

    private BatchNorm1d(Builder builder) {
        channels = builder.channels;
        eps = builder.eps;
        momentum = builder.momentum;
        repr = builder.repr();
        weight = builder.weight(this, channels);
        bias = builder.bias(this, channels);
        running = builder.trackRunningStats
                ? new RunningStatistics(this, channels, builder.dtype, builder.momentum, true)
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

    /// With the running statistics, which are used after [#eval].
    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        if (isTraining() || running == null) {
            throw notStreamed("its mean and variance are those of the whole signal"
                    + (running == null ? "" : " in training: expected eval() first"));
        }
        return running.streamAfter(before, this, eps, weight, bias);
    }

    /// Behind a convolution, `scale * (w * x + b) + shift` is one of the weight `scale * w`.
    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        if (running == null || !(before.maker() instanceof InferenceStep.Conv conv)) {
            return before.asItIs(this);
        }
        ChannelAffine affine = ChannelAffine.norm(
                doubles(running.mean()),
                doubles(running.variance()),
                eps,
                weight == null ? null : doubles(weight.tensor()),
                bias == null ? null : doubles(bias.tensor()));
        return before.before().through(conv.followedBy(affine));
    }

    private static double[] doubles(Tensor tensor) {
        return tensor.to(DType.FLOAT64).doubles();
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

    /// The share of each batch in the running statistics; nothing where they are the mean over all batches.
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

    /// Makes a [BatchNorm1d]. Not thread-safe.
    public static final class Builder extends NormBuilder<Builder> {
        private final int channels;
        private Double momentum = 0.1;
        private boolean trackRunningStats = true;

        private Builder(int channels) {
            super(true);
            this.channels = channels;
        }

        /// The share of each batch in the running statistics; 0.1 if not said. Null makes them the mean over all
        /// batches.
        public Builder momentum(Double momentum) {
            this.momentum = momentum;
            return this;
        }

        /// Whether the layer keeps running statistics; true if not said.
        public Builder trackRunningStats(boolean trackRunningStats) {
            this.trackRunningStats = trackRunningStats;
            return this;
        }

        /// @throws ShapeException if the number of channels is negative
        public BatchNorm1d build() {
            return new BatchNorm1d(this);
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
