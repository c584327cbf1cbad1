package tapline.train;

/// The rate times a factor that goes in a line from `startFactor` to `endFactor` within `totalIters` epochs:
/// PyTorch's `LinearLR`, which warms up.
public record LinearLR(double startFactor, double endFactor, int totalIters) implements Schedule {
    /// @throws IllegalArgumentException if a factor is not between 0 and 1, or the first is 0
    public LinearLR {
        ScheduleChecks.check(
                startFactor > 0 && startFactor <= 1,
                "Starting multiplicative factor expected to be between 0 and 1, but got " + startFactor);
        ScheduleChecks.check(
                endFactor >= 0 && endFactor <= 1,
                "Ending multiplicative factor expected to be between 0 and 1, but got " + endFactor);
        ScheduleChecks.positive("total_iters", totalIters);
    }

    @Override
    public double lr(int epoch, double current, double base) {
        if (epoch == 0) {
            return current * startFactor;
        }
        double range = endFactor - startFactor;
        return epoch > totalIters ? current : current * (1 + range / (totalIters * startFactor + (epoch - 1) * range));
    }
}
