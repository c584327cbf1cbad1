package tapline.viz;

import java.util.ArrayList;
import java.util.List;

/// Makes lines of a few points out of long series: of the samples on one pixel column only the least and the
/// greatest stay, so that the line looks the same and no peak is lost. Stateless.
final class Decimation {
    /// Below this many samples on a column, all of them stay.
    private static final int FEW = 3;

    private Decimation() {}

    /// The lines of a series; each ends at a gap.
    static List<List<Point>> lines(Series series, Axis x, Axis y) {
        Lines lines = new Lines(series, x, y);
        int samples = series.samples().length;
        if (samples == 0) {
            return lines.finish();
        }
        int columns = (int) Math.ceil(x.pixel(series.end()) - x.pixel(series.start())) + 1;
        if (samples <= (long) FEW * columns) {
            for (int i = 0; i < samples; i++) {
                lines.add(i);
            }
            return lines.finish();
        }
        for (int column = 0; column < columns; column++) {
            int from = (int) ((long) column * samples / columns);
            int to = (int) ((column + 1L) * samples / columns);
            addExtremes(lines, series.samples(), from, to);
        }
        return lines.finish();
    }

    private static void addExtremes(Lines lines, float[] samples, int from, int to) {
        int least = -1;
        int greatest = -1;
        for (int i = from; i < to; i++) {
            if (Float.isFinite(samples[i])) {
                least = least < 0 || samples[i] < samples[least] ? i : least;
                greatest = greatest < 0 || samples[i] > samples[greatest] ? i : greatest;
            }
        }
        if (least < 0) {
            // The whole column is a gap: so is any of its samples.
            lines.add(from);
            return;
        }
        lines.add(Math.min(least, greatest));
        if (least != greatest) {
            lines.add(Math.max(least, greatest));
        }
    }

    /// The lines so far, and the one that grows.
    private static final class Lines {
        private final Series series;
        private final Axis x;
        private final Axis y;
        private final List<List<Point>> done = new ArrayList<>();
        private List<Point> open = new ArrayList<>();

        Lines(Series series, Axis x, Axis y) {
            this.series = series;
            this.x = x;
            this.y = y;
        }

        void add(int index) {
            float sample = series.samples()[index];
            if (Float.isFinite(sample)) {
                open.add(new Point(x.pixel(series.x(index)), y.pixel(sample)));
            } else {
                close();
            }
        }

        private void close() {
            if (!open.isEmpty()) {
                done.add(open);
                open = new ArrayList<>();
            }
        }

        List<List<Point>> finish() {
            close();
            return done;
        }
    }
}
