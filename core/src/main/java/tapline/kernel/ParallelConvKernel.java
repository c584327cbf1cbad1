package tapline.kernel;

/// Splits a convolution over threads, and leaves the parts to another kernel: by signals where there are enough,
/// else by the samples of the output, or, of short rows, by output channels. Small convolutions are not split: waking
/// a thread takes longer.
///
/// @param kernel computes the parts
record ParallelConvKernel(ConvKernel kernel) implements ConvKernel {
    /// Fewest multiply-adds of a part, some 25 microseconds: workers that still look for work begin at once.
    private static final double LEAST_WORK = 2_000_000;

    /// Each thread takes the next part when it has done one: nobody waits long for a thread that woke late.
    private static final int PARTS_A_THREAD = 4;

    /// Fewest results of a channel in a part that has to pack the weights for itself.
    private static final int WORTH_PACKING = 2048;

    /// Packing a weight takes as long as packing so many inputs, of which a vector is copied at once.
    private static final int SHORT = 3;

    /// Parts of a row are multiples of this many samples, so that tiles stay whole.
    private static final int GRAIN = 64;

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public void run(ConvProblem problem, float[] x, ConvWeights weights, float[] y) {
        int threads = Parallel.threads();
        int parts = threads == 1 ? 1 : parts(problem, weights, threads);
        int signals = problem.signals();
        if (parts < 2) {
            kernel.run(problem, x, weights, y);
        } else if (signals >= 2 * threads) {
            int runs = Math.ceilDiv(signals, Math.ceilDiv(signals, Math.min(parts, signals)));
            Parallel.split(runs, signals, (from, to) -> kernel.run(problem.ofSignals(from, to), x, weights, y));
        } else if (isShort(problem, weights, threads)) {
            Parallel.split(
                    Math.min(parts, problem.tiles()),
                    problem.tiles(),
                    (from, to) -> kernel.run(problem.ofTiles(from, to), x, weights, y));
        } else {
            Parallel.split(
                    Math.min(parts, grains(problem)),
                    grains(problem),
                    (from, to) -> kernel.run(
                            problem.ofResults(from * GRAIN, to == grains(problem) ? count(problem) : to * GRAIN),
                            x,
                            weights,
                            y));
        }
    }

    private static int parts(ConvProblem problem, ConvWeights weights, int threads) {
        double most = Math.min(PARTS_A_THREAD * threads, problem.work() / LEAST_WORK);
        double results = (double) problem.signals() * count(problem);
        return (int) (weights.isKept() ? most : Math.min(most, Math.max(threads, results / WORTH_PACKING)));
    }

    /// Whether rows are so short that it is better to split the output channels, though each part then packs what they
    /// meet for itself: where packing the weights would take longer, or where there are too few samples for all.
    private static boolean isShort(ConvProblem problem, ConvWeights weights, int threads) {
        double results = (double) problem.signals() * count(problem);
        return grains(problem) < 2 * threads
                || !weights.isKept() && results < SHORT * problem.geometry().outChannels();
    }

    private static int grains(ConvProblem problem) {
        return count(problem) / GRAIN;
    }

    private static int count(ConvProblem problem) {
        return problem.output().count();
    }
}
