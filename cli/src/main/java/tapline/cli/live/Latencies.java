package tapline.cli.live;

import java.util.Locale;

/// How long frames took, counted in steps of an eighth of a power of two. Not thread-safe.
final class Latencies {
    private static final int STEPS = 8;
    private static final double NANOS_PER_MICRO = 1e3;

    private final long[] counts = new long[Long.SIZE * STEPS];
    private long total;

    void add(long nanos) {
        double step = Math.log(Math.max(1, nanos)) / Math.log(2) * STEPS;
        counts[(int) step]++;
        total++;
    }

    /// A time (us) that this share of all frames did not exceed.
    double micros(double share) {
        long seen = 0;
        int step = 0;
        while (step < counts.length - 1 && seen + counts[step] < share * total) {
            seen += counts[step++];
        }
        return Math.pow(2, (step + 1.0) / STEPS) / NANOS_PER_MICRO;
    }

    @Override
    public String toString() {
        return total == 0
                ? "no frames"
                : String.format(
                        Locale.ROOT,
                        "%d frames, half of them within %.1f us, 99 %% within %.1f us",
                        total,
                        micros(0.5),
                        micros(0.99));
    }
}
