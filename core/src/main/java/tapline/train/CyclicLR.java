package tapline.train;

import java.util.OptionalDouble;

/// Up from `baseLr` to `maxLr` and down again, over and over, while the momentum goes the other way (Smith, 2017):
/// PyTorch's `CyclicLR`. Made for a step of the schedule in each step of the optimiser.
///
/// @param stepSizeUp steps up
/// @param stepSizeDown steps down
/// @param mode how cycles shrink
/// @param gamma for [Mode#EXP_RANGE]: by how much a step's height shrinks from step to step
public record CyclicLR(double baseLr, double maxLr, int stepSizeUp, int stepSizeDown, Mode mode, double gamma)
        implements Schedule {
    private static final double BASE_MOMENTUM = 0.8;
    private static final double MAX_MOMENTUM = 0.9;

    /// How cycles shrink.
    public enum Mode {
        /// Not at all.
        TRIANGULAR,
        /// To a half, cycle by cycle.
        TRIANGULAR2,
        /// Step by step.
        EXP_RANGE
    }

    /// @throws IllegalArgumentException if there are no steps
    public CyclicLR {
        ScheduleChecks.positive("step_size_up", stepSizeUp);
        ScheduleChecks.positive("step_size_down", stepSizeDown);
    }

    /// Cycles that do not shrink, as long up as down.
    public static CyclicLR of(double baseLr, double maxLr, int stepSize) {
        return new CyclicLR(baseLr, maxLr, stepSize, stepSize, Mode.TRIANGULAR, 1);
    }

    @Override
    public double lr(int epoch, double current, double base) {
        return baseLr + (maxLr - baseLr) * height(epoch) * shrink(epoch);
    }

    @Override
    public OptionalDouble momentum(int epoch) {
        return OptionalDouble.of(MAX_MOMENTUM - (MAX_MOMENTUM - BASE_MOMENTUM) * height(epoch) * shrink(epoch));
    }

    private double total() {
        return (double) stepSizeUp + stepSizeDown;
    }

    private double cycle(int epoch) {
        return Math.floor(1 + epoch / total());
    }

    /// From 0 at the bottom to 1 at the top.
    private double height(int epoch) {
        double x = 1 + epoch / total() - cycle(epoch);
        double top = stepSizeUp / total();
        return x <= top ? x / top : (x - 1) / (top - 1);
    }

    private double shrink(int epoch) {
        return switch (mode) {
            case TRIANGULAR -> 1;
            case TRIANGULAR2 -> 1 / StrictMath.pow(2, cycle(epoch) - 1);
            case EXP_RANGE -> StrictMath.pow(gamma, epoch);
        };
    }
}
