package tapline.benchmarks;

import java.util.List;

/// What was measured of one network with one batch and one number of threads.
///
/// @param allocated bytes on the heap in one call of Tapline's module for inference
/// @param runs Tapline's module for inference first
record NetworkResult(String id, int batch, int threads, long allocated, List<Run> runs) {
    /// One library.
    ///
    /// @param loadSeconds to make the network ready for calls, from weights in memory
    /// @param deviation from Tapline's plain forward, in tolerances
    /// @param seconds of a call, for each round; null where the result is wrong, which is not timed
    record Run(String library, double loadSeconds, double deviation, Samples seconds) {
        boolean isRight() {
            return deviation <= 1;
        }
    }

    boolean isRight() {
        return runs.stream().allMatch(Run::isRight);
    }

    /// How many times as long as Tapline a library takes, by the medians.
    double ratio(Run run) {
        return run.seconds.median() / runs.getFirst().seconds.median();
    }

    /// The same, round by round.
    Samples ratios(Run run) {
        return run.seconds.dividedBy(runs.getFirst().seconds);
    }
}
