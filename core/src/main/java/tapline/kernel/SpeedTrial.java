package tapline.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Runs vector code on small problems, which reach each of its inner loops, until it is faster than plain loops on
/// all of them: then it is compiled. Not thread-safe.
final class SpeedTrial {
    private static final long MOST_NANOS = 30_000_000_000L;
    private static final int RUNS = 5;

    private final List<Contest> contests;
    private final double[] ratios;

    /// The same work done in two ways.
    record Contest(Runnable vectors, Runnable scalar) {
        double ratio() {
            return (double) nanos(scalar) / nanos(vectors);
        }

        private static long nanos(Runnable work) {
            long best = Long.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                work.run();
                best = Math.min(best, System.nanoTime() - start);
            }
            return best;
        }
    }

    SpeedTrial(List<Contest> contests) {
        this.contests = contests;
        ratios = new double[contests.size()];
    }

    /// Whether the vectors became faster on every problem before time ran out.
    boolean passes() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < MOST_NANOS) {
            boolean isFaster = true;
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = contests.get(i).ratio();
                isFaster &= ratios[i] > 1;
            }
            if (isFaster) {
                return true;
            }
        }
        return false;
    }

    /// How many times faster than scalar the last runs were.
    String report() {
        return String.format(
                Locale.ROOT,
                "measured %.1f to %.1f times faster than scalar",
                Arrays.stream(ratios).min().orElse(0),
                Arrays.stream(ratios).max().orElse(0));
    }
}
