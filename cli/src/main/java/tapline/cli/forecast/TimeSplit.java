package tapline.cli.forecast;

/// Which samples are learned from, which choose the best epoch, and which judge the result, in order of time.
///
/// @param samples of the whole series
record TimeSplit(int samples) {
    private static final double TESTED = 0.25;
    private static final double VALIDATED = 0.15;

    /// The end (exclusive) of what is learned from.
    int trainingEnd() {
        return (int) Math.round(testBegin() * (1 - VALIDATED));
    }

    /// The first sample that judges: the last quarter does.
    int testBegin() {
        return (int) Math.round(samples * (1 - TESTED));
    }
}
