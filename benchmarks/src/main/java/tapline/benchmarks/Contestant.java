package tapline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// Something that is timed again and again: each sample is the time of enough calls for the clock to be exact.
final class Contestant {
    private static final double SHORTEST_SAMPLE = 1e-3;
    private static final double NANO = 1e-9;
    /// Two windows of samples whose medians differ by less are stable.
    private static final double STABLE = 0.03;
    private static final int WINDOW = 8;
    /// Code that the compiler has not come to yet looks stable, too.
    private static final double LEAST_WARM_UP_SHARE = 1.0 / 3;

    private final String name;
    private final IntToDoubleFunction work;
    private final List<Double> seconds = new ArrayList<>();
    private int calls = 1;
    private boolean stable;

    Contestant(String name, Runnable work) {
        this(name, calls -> time(work, calls));
    }

    Contestant(Peer peer) {
        this(peer.name(), peer::seconds);
    }

    /// @param work makes so many calls, and tells the seconds that they took
    private Contestant(String name, IntToDoubleFunction work) {
        this.name = name;
        this.work = work;
    }

    String name() {
        return name;
    }

    /// Calls until the times stay the same, or for `limit` seconds; then settles how many calls make a sample.
    void warmUp(double limit) {
        long start = System.nanoTime();
        List<Double> times = new ArrayList<>();
        double elapsed;
        do {
            calls = callsFor(work.applyAsDouble(calls));
            times.add(work.applyAsDouble(calls) / calls);
            elapsed = (System.nanoTime() - start) * NANO;
            stable = elapsed > limit * LEAST_WARM_UP_SHARE && isStable(times);
        } while (!stable && elapsed < limit);
    }

    private int callsFor(double sampleSeconds) {
        return (int) Math.clamp(Math.ceil(SHORTEST_SAMPLE / (sampleSeconds / calls)), 1, 1 << 24);
    }

    private static boolean isStable(List<Double> times) {
        int size = times.size();
        if (size < 2 * WINDOW) {
            return false;
        }
        double before =
                Samples.of(times.subList(size - 2 * WINDOW, size - WINDOW)).median();
        double now = Samples.of(times.subList(size - WINDOW, size)).median();
        return Math.abs(now / before - 1) < STABLE;
    }

    /// Takes one more sample.
    void sample() {
        if (calls > 1) {
            // What ran before left the caches, and perhaps the threads, to others.
            work.applyAsDouble(1);
        }
        seconds.add(work.applyAsDouble(calls) / calls);
    }

    private static double time(Runnable work, int repetitions) {
        long start = System.nanoTime();
        for (int i = 0; i < repetitions; i++) {
            work.run();
        }
        return (System.nanoTime() - start) * NANO;
    }

    /// Seconds of one call, for each sample.
    Samples seconds() {
        return Samples.of(seconds);
    }

    /// How many calls make a sample.
    int calls() {
        return calls;
    }

    /// Whether its times had stopped changing before the first sample.
    boolean wasStable() {
        return stable;
    }
}
