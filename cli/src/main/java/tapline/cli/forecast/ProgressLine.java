package tapline.cli.forecast;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import tapline.train.EpochRecord;
import tapline.train.TrainingHistory;
import tapline.train.TrainingListener;

/// One line on a terminal that says how a training goes; each next state of it is written over the one before. Not
/// thread-safe.
final class ProgressLine implements TrainingListener {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int BAR = 24;
    private static final double NANOS = 1e9;

    private final PrintWriter out;
    private final LongSupplier clock;
    private final double unit;
    private final Integer patience;
    private final long started;
    private long drawn;
    private int stepsDone;
    private EpochRecord best;
    private String found = "";

    /// @param unit the root of a loss of 1, in the signal's own units
    /// @param patience after how many epochs without a better one the training stops; null for never
    /// @param clock nanoseconds from some instant
    ProgressLine(PrintWriter out, double unit, Integer patience, LongSupplier clock) {
        this.out = out;
        this.unit = unit;
        this.patience = patience;
        this.clock = clock;
        started = clock.getAsLong();
    }

    @Override
    public void onResume(TrainingHistory history) {
        history.epochs().forEach(this::onEpoch);
    }

    @Override
    public void onStep(Step step) {
        long now = clock.getAsLong();
        stepsDone++;
        if (now - drawn >= REDRAW_NANOS) {
            drawn = now;
            draw(step, now);
        }
    }

    private void draw(Step step, long now) {
        double share =
                ((step.epoch() - 1) * (double) step.steps() + step.step()) / ((double) step.epochs() * step.steps());
        int filled = (int) Math.round(share * BAR);
        double seconds = (now - started) / NANOS;
        out.printf(
                Locale.ROOT,
                "\r[%s%s] epoch %d of %d, error %.4g%s, %.0f steps/s ",
                "=".repeat(filled),
                " ".repeat(BAR - filled),
                step.epoch(),
                step.epochs(),
                unit * Math.sqrt(step.loss()),
                found,
                stepsDone / seconds);
        out.flush();
    }

    @Override
    public void onEpoch(EpochRecord epoch) {
        if (best == null || epoch.judgedLoss() < best.judgedLoss()) {
            best = epoch;
        }
        int since = epoch.epoch() - best.epoch();
        found = String.format(
                Locale.ROOT,
                ", best %.4g (epoch %d%s)",
                unit * Math.sqrt(best.validationLoss()),
                best.epoch(),
                patience == null || since == 0 ? "" : ", " + since + " of " + patience + " since");
    }

    /// Clears the line, for what is printed next.
    void clear() {
        out.print("\r\033[K");
        out.flush();
    }
}
