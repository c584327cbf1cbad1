package tapline.train;

import java.util.List;
import java.util.OptionalDouble;

/// Up to `maxLr` and down to almost nothing, once, while the momentum goes the other way (Smith and Topin, 2019):
/// PyTorch's `OneCycleLR`. Made for a step of the schedule in each step of the optimiser.
///
/// @param totalSteps of the whole training
/// @param pctStart the share of the steps that go up
/// @param anneal the form of the way
/// @param threePhase whether it goes down to where it began first, as fast as up
/// @param divFactor `maxLr` divided by the first rate
/// @param finalDivFactor the first rate divided by the last
public record OneCycleLR(
        double maxLr,
        int totalSteps,
        double pctStart,
        Anneal anneal,
        boolean threePhase,
        double divFactor,
        double finalDivFactor)
        implements Schedule {
    private static final double BASE_MOMENTUM = 0.85;
    private static final double MAX_MOMENTUM = 0.95;
    private static final double DEFAULT_START = 0.3;
    private static final double DEFAULT_DIV_FACTOR = 25;
    private static final double DEFAULT_FINAL_DIV_FACTOR = 1e4;

    /// The form of the way from one rate to another.
    public enum Anneal {
        /// Half a cosine.
        COS {
            @Override
            double between(double start, double end, double share) {
                return end + (start - end) / 2 * (StrictMath.cos(Math.PI * share) + 1);
            }
        },
        /// A line.
        LINEAR {
            @Override
            double between(double start, double end, double share) {
                return (end - start) * share + start;
            }
        };

        abstract double between(double start, double end, double share);
    }

    /// A part of the way, up to step `end`.
    private record Phase(double end, double fromLr, double toLr, double fromMomentum, double toMomentum) {}

    /// A phase, and how much of it is over.
    private record Place(Phase phase, double share) {}

    /// @throws IllegalArgumentException if there are no steps, or the share is not between 0 and 1
    public OneCycleLR {
        ScheduleChecks.check(totalSteps > 0, "Expected positive integer total_steps, but got " + totalSteps);
        ScheduleChecks.check(
                pctStart >= 0 && pctStart <= 1, "Expected float between 0 and 1 pct_start, but got " + pctStart);
    }

    /// With PyTorch's defaults: 30 % of the steps up, along half a cosine, from `maxLr / 25`.
    public static OneCycleLR of(double maxLr, int totalSteps) {
        return new OneCycleLR(
                maxLr, totalSteps, DEFAULT_START, Anneal.COS, false, DEFAULT_DIV_FACTOR, DEFAULT_FINAL_DIV_FACTOR);
    }

    /// The same along lines or half cosines.
    public OneCycleLR anneal(Anneal anneal) {
        return new OneCycleLR(maxLr, totalSteps, pctStart, anneal, threePhase, divFactor, finalDivFactor);
    }

    /// @throws IllegalArgumentException beyond the last step
    @Override
    public double lr(int epoch, double current, double base) {
        Place place = place(epoch);
        return anneal.between(place.phase().fromLr(), place.phase().toLr(), place.share());
    }

    @Override
    public OptionalDouble momentum(int epoch) {
        Place place = place(epoch);
        return OptionalDouble.of(
                anneal.between(place.phase().fromMomentum(), place.phase().toMomentum(), place.share()));
    }

    private List<Phase> phases() {
        double first = maxLr / divFactor;
        double last = first / finalDivFactor;
        Phase up = new Phase(pctStart * totalSteps - 1, first, maxLr, MAX_MOMENTUM, BASE_MOMENTUM);
        if (!threePhase) {
            return List.of(up, new Phase(totalSteps - 1, maxLr, last, BASE_MOMENTUM, MAX_MOMENTUM));
        }
        return List.of(
                up,
                new Phase(2 * pctStart * totalSteps - 2, maxLr, first, BASE_MOMENTUM, MAX_MOMENTUM),
                new Phase(totalSteps - 1, first, last, MAX_MOMENTUM, MAX_MOMENTUM));
    }

    private Place place(int step) {
        ScheduleChecks.check(
                step <= totalSteps,
                "Tried to step " + step + " times. The specified number of total steps is " + totalSteps);
        List<Phase> phases = phases();
        double start = 0;
        for (Phase phase : phases) {
            if (step <= phase.end() || phase == phases.getLast()) {
                return new Place(phase, Math.min(1, (step - start) / (phase.end() - start)));
            }
            start = phase.end();
        }
        throw new AssertionError(step);
    }
}
