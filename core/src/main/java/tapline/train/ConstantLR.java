package tapline.train;

/// The rate times `factor` for the first `totalIters` epochs: PyTorch's `ConstantLR`.
public record ConstantLR(double factor, int totalIters) implements Schedule {
    /// @throws IllegalArgumentException if the factor is not between 0 and 1
    public ConstantLR {
        ScheduleChecks.check(
                factor > 0 && factor <= 1,
                "Constant multiplicative factor expected to be between 0 and 1, but got " + factor);
    }

    @Override
    public double lr(int epoch, double current, double base) {
        if (epoch == 0) {
            return current * factor;
        }
        return epoch == totalIters ? current * (1 / factor) : current;
    }
}
