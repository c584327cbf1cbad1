package tapline.benchmarks;

/// What was measured of one task with one number of threads.
///
/// @param deviation of the libraries' outcomes, in tolerances
/// @param allocated bytes on Tapline's heap in one step
/// @param tapline seconds of a step, for each round; null if the outcomes differ, which is not timed
/// @param libtorch the same of LibTorch
/// @param note what a reader should know of LibTorch; empty if nothing
record TrainingResult(
        String id,
        String category,
        int threads,
        double deviation,
        long allocated,
        Samples tapline,
        Samples libtorch,
        String note) {
    boolean isRight() {
        return deviation <= 1;
    }

    /// How many times as long as Tapline LibTorch takes, by the medians.
    double ratio() {
        return libtorch.median() / tapline.median();
    }

    /// The same, round by round.
    Samples ratios() {
        return libtorch.dividedBy(tapline);
    }
}
