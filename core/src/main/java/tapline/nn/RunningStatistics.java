package tapline.nn;

import java.util.Map;
import tapline.kernel.ChannelAffine;
import tapline.tensor.DType;
import tapline.tensor.Normalized;
import tapline.tensor.Tensor;

/// The running mean and variance of a norm's channels: buffers that move a little towards each batch in training.
///
/// Thread-safe.
final class RunningStatistics {
    private static final String COUNT = "num_batches_tracked";

    private final Double momentum;
    private final boolean countsBatches;
    private final Buffer mean;
    private final Buffer variance;
    private final Buffer batches;

    /// @param momentum the share of the new batch; null for the mean over all batches, which only counting gives
    /// @param countsBatches whether `num_batches_tracked` says how many there were, or stays 0
    RunningStatistics(Module module, int channels, DType dtype, Double momentum, boolean countsBatches) {
        this.momentum = momentum;
        this.countsBatches = countsBatches;
        ParameterLimit.claim(2, channels);
        mean = module.registerBuffer("running_mean", Tensor.zeros(dtype, channels));
        variance = module.registerBuffer("running_var", Tensor.full(1, dtype, channels));
        batches = module.registerBuffer(COUNT, Tensor.scalar(0.0));
    }

    Tensor mean() {
        return mean.tensor();
    }

    Tensor variance() {
        return variance.tensor();
    }

    /// Moves towards a batch, by `running = (1 - share) * running + share * batch`; an empty one is only counted.
    synchronized void update(Normalized batch) {
        Tensor count = batches.tensor().add(1);
        double share = momentum == null ? 1 / count.item() : momentum;
        if (countsBatches) {
            batches.set(count);
        }
        if (batch.output().shape().elements() == 0) {
            return;
        }
        mean.set(mean().zip(batch.mean(), (old, now) -> (1 - share) * old + share * now));
        variance.set(variance().zip(batch.variance(), (old, now) -> (1 - share) * old + share * now));
    }

    /// The norm with the running mean and variance of now.
    ///
    /// @param weight of each channel, or null for 1
    /// @param bias of each channel, or null for 0
    ChannelAffine affine(double eps, Parameter weight, Parameter bias) {
        return ChannelAffine.norm(
                doubles(mean()),
                doubles(variance()),
                eps,
                weight == null ? null : doubles(weight.tensor()),
                bias == null ? null : doubles(bias.tensor()));
    }

    private static double[] doubles(Tensor tensor) {
        return tensor.detach().to(DType.FLOAT64).doubles();
    }

    /// Files written before PyTorch counted batches lack the count.
    static void adaptState(String prefix, Map<String, Tensor> state) {
        state.putIfAbsent(prefix + COUNT, Tensor.scalar(0.0));
    }
}
