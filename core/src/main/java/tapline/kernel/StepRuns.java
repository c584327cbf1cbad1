package tapline.kernel;

/// Where the terms of an output channel are cut into runs: four entries each, which repeat where there are fewer runs.
///
/// @param starts the first term of each run
/// @param counts how many terms it has
/// @param whole how many terms every run has
/// @param length how many the longest one has: `whole`, or one more
record StepRuns(int[] starts, int[] counts, int whole, int length) {
    /// The most runs that there are.
    static final int WAYS = 4;

    static StepRuns of(int terms) {
        int runs = SummationOrder.blocks(terms);
        int[] starts = new int[WAYS];
        int[] counts = new int[WAYS];
        for (int way = 0; way < WAYS; way++) {
            starts[way] = SummationOrder.start(way % runs, terms);
            counts[way] = SummationOrder.start(way % runs + 1, terms) - starts[way];
        }
        return new StepRuns(starts, counts, terms / runs, Math.ceilDiv(terms, runs));
    }

    /// Whether some runs have a term more than others.
    boolean isUneven() {
        return length > whole;
    }

    /// What the last term of a longer run meets; +0 where a run has none.
    ///
    /// @param x one output frame's inputs, term by term, from `base`. *Not modified*
    float last(int way, float[] x, int base) {
        return counts[way] > whole ? x[base + starts[way] + whole] : 0;
    }
}
