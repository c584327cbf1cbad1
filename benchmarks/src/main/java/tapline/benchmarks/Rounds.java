package tapline.benchmarks;

import java.util.List;

/// Takes the samples of several contestants in turn, so that whatever else the machine does meets all of them
/// alike.
///
/// @param seconds how long, for each contestant
/// @param pause seconds before each sample, for threads of the one before that still wait for work
record Rounds(double seconds, double pause) {
    private static final int FEWEST = 3;
    private static final int MOST = 200;
    /// So much longer than asked may it take to get the fewest rounds.
    private static final int OVERTIME = 3;
    private static final double NANO = 1e-9;
    /// Threads of LibTorch and ONNX Runtime spin for a while after their work, in case of more.
    private static final double SPIN_PAUSE = 0.02;

    /// Rounds of calls that use so many threads.
    static Rounds of(double seconds, int threads) {
        return new Rounds(seconds, threads == 1 ? 0 : SPIN_PAUSE);
    }

    void run(List<Contestant> contestants) {
        double limit = seconds * contestants.size();
        long start = System.nanoTime();
        double elapsed;
        int round = 0;
        do {
            for (int i = 0; i < contestants.size(); i++) {
                rest();
                contestants.get((i + round) % contestants.size()).sample();
            }
            round++;
            elapsed = (System.nanoTime() - start) * NANO;
        } while (round < MOST && elapsed < limit || round < FEWEST && elapsed < OVERTIME * limit);
    }

    /// Waits actively: Linux wakes a thread where its waker runs, if that processor was asleep, and leaves both there
    /// for milliseconds.
    private void rest() {
        long start = System.nanoTime();
        while ((System.nanoTime() - start) * NANO < pause) {
            Thread.onSpinWait();
        }
    }
}
