package tapline.kernel;

/// Splits a convolution over threads, and leaves the parts to another kernel: by signals where there are enough,
/// else by the samples of the output. Small convolutions are not split: waking a thread takes longer.
///
/// @param kernel computes the parts
record ParallelConvKernel(ConvKernel kernel) implements ConvKernel {
    /// Fewest multiply-adds of a part, some 25 microseconds: workers that still look for work begin at once.
    private static final double LEAST_WORK = 2_000_000;

    /// Each thread takes the next part when it has done one: nobody waits long for a thread that woke late.
    private static final int PARTS_A_THREAD = 4;

    /// Fewest results of a channel in a part that has to pack the weights for itself.
    private static final int WORTH_PACKING = 2048;

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
        int grains = problem.output().count() / GRAIN;
        if (parts < 2) {
            kernel.run(problem, x, weights, y);
        } else if (signals >= 2 * threads || signals >= grains) {
            int runs = Math.ceilDiv(signals, Math.ceilDiv(signals, Math.min(parts, signals)));
            Parallel.run(runs, run -> kernel.run(problem.ofSignals(run, runs), x, weights, y));
        } else {
            int stretches = Math.min(parts, grains);
            Parallel.run(
                    stretches,
                    stretch -> kernel.run(
                            problem.ofResults(
                                    bound(problem, stretch, stretches), bound(problem, stretch + 1, stretches)),
                            x,
                            weights,
                            y));
        }
    }

    private static int parts(ConvProblem problem, ConvWeights weights, int threads) {
        double most = Math.min(PARTS_A_THREAD * threads, problem.work() / LEAST_WORK);
        double results = (double) problem.signals() * problem.output().count();
        return (int) (weights.isKept() ? most : Math.min(most, Math.max(threads, results / WORTH_PACKING)));
    }

    private static int bound(ConvProblem problem, int part, int parts) {
        int count = problem.output().count();
        long exact = (long) count * part / parts;
        return part == parts ? count : (int) (exact / GRAIN * GRAIN);
    }
}
