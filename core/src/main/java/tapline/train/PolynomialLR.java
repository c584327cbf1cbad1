package tapline.train;

/// The rate times `(1 - epoch / totalIters) ^ power`, and 0 from then on: PyTorch's `PolynomialLR`.
public record PolynomialLR(int totalIters, double power) implements Schedule {
    /// @throws IllegalArgumentException if there are no epochs
    public PolynomialLR {
        ScheduleChecks.positive("total_iters", totalIters);
    }

    @Override
    public double lr(int epoch, double current, double base) {
        if (epoch == 0 || epoch > totalIters) {
            return current;
        }
        double left = 1 - (double) epoch / totalIters;
        return current * StrictMath.pow(left / (1 - (double) (epoch - 1) / totalIters), power);
    }
}
