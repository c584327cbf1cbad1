package tapline.train;

import java.util.LinkedHashMap;
import java.util.Map;
import tapline.tensor.Tensor;

/// Lowers the learning rates when a metric has stopped getting better: PyTorch's `ReduceLROnPlateau`. Not
/// thread-safe.
public final class ReduceLROnPlateau implements Scheduler {
    private static final double LEAST_CHANGE = 1e-8;

    private final Optimizer optimizer;
    private final Options options;
    private double best;
    private int badEpochs;
    private int cooldownLeft;

    private ReduceLROnPlateau(Optimizer optimizer, Options options) {
        this.optimizer = optimizer;
        this.options = options;
        best = options.max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /// When rates are lowered, and how far.
    ///
    /// @param max whether more is better; for a loss, it isn't
    /// @param factor what rates are multiplied with, below 1
    /// @param patience epochs without getting better that are let pass
    /// @param threshold how much better counts
    /// @param absolute whether the threshold is a difference rather than a share
    /// @param cooldown epochs after lowering in which nothing is counted
    /// @param minLr below which no rate goes
    public record Options(
            boolean max, double factor, int patience, double threshold, boolean absolute, int cooldown, double minLr) {
        /// PyTorch's defaults, for a loss.
        public static final Options DEFAULT = new Options(false, 0.1, 10, 1e-4, false, 0, 0);

        /// @throws IllegalArgumentException if the factor is 1 or more
        public Options {
            ScheduleChecks.check(factor < 1, "Factor should be < 1.0.");
        }

        /// These options with another factor and patience.
        public Options lower(double factor, int patience) {
            return new Options(max, factor, patience, threshold, absolute, cooldown, minLr);
        }

        boolean isBetter(double metric, double best) {
            if (max) {
                return metric > (absolute ? best + threshold : best * (1 + threshold));
            }
            return metric < (absolute ? best - threshold : best * (1 - threshold));
        }
    }

    /// Watches a loss with PyTorch's default options.
    public static ReduceLROnPlateau of(Optimizer optimizer) {
        return of(optimizer, Options.DEFAULT);
    }

    /// Watches a metric.
    public static ReduceLROnPlateau of(Optimizer optimizer, Options options) {
        return new ReduceLROnPlateau(optimizer, options);
    }

    @Override
    public void step(double metric) {
        if (options.isBetter(metric, best)) {
            best = metric;
            badEpochs = 0;
        } else {
            badEpochs++;
        }
        if (cooldownLeft > 0) {
            cooldownLeft--;
            badEpochs = 0;
        }
        if (badEpochs > options.patience) {
            lower();
            cooldownLeft = options.cooldown;
            badEpochs = 0;
        }
    }

    private void lower() {
        for (ParameterGroup group : optimizer.groups()) {
            double lower = Math.max(group.lr() * options.factor, options.minLr);
            if (group.lr() - lower > LEAST_CHANGE) {
                group.lr(lower);
            }
        }
    }

    @Override
    public Map<String, Tensor> stateDict() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("best", Tensor.scalar(best));
        state.put("num_bad_epochs", Tensor.scalar((double) badEpochs));
        state.put("cooldown_counter", Tensor.scalar((double) cooldownLeft));
        return state;
    }

    @Override
    public void loadStateDict(Map<String, Tensor> state) {
        double savedBest = StateReader.number(state, "best");
        int savedBad = (int) StateReader.number(state, "num_bad_epochs");
        cooldownLeft = (int) StateReader.number(state, "cooldown_counter");
        best = savedBest;
        badEpochs = savedBad;
    }
}
