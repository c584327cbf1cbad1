package tapline.kernel;

/// Splits a convolution over threads, and leaves the parts to another kernel: by signals where there are enough,
/// else by the samples of the output. Small convolutions are not split: waking a thread takes longer.
///
/// @param kernel computes the parts
record ParallelConvKernel(ConvKernel kernel) implements ConvKernel {
    /// Multiply-adds below which a thread is not worth waking: about 50 microseconds of one core.
    private static final double WORTH_SPLITTING = 2_000_000;

    /// Each thread takes the next part when it has done one: nobody waits long for a thread that woke late.
    private static final int PARTS_A_THREAD = 4;

    /// Each part packs the weights again, unless they are kept packed: worthwhile for so many results of a channel.
    private static final int WORTH_PACKING = 2048;

    /// Parts of a row are multiples of this many samples, so that tiles stay whole.
    private static final int GRAIN = 64;

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public void run(ConvProblem problem, float[] x, ConvWeights weights, float[] y) {
        int parts = parts(problem, weights);
        int signals = problem.signals();
        if (parts < 2) {
            kernel.run(problem, x, weights, y);
        } else if (signals >= 2 * Parallel.threads()) {
            int some = Math.min(parts, signals);
            Parallel.run(some, part -> kernel.run(problem.ofSignals(part, some), x, weights, y));
        } else {
            Parallel.run(
                    parts,
                    part -> kernel.run(
                            problem.ofResults(bound(problem, part, parts), bound(problem, part + 1, parts)),
                            x,
                            weights,
                            y));
        }
    }

    private static int parts(ConvProblem problem, ConvWeights weights) {
        int threads = Parallel.threads();
        double most = Math.min(PARTS_A_THREAD * threads, problem.work() / WORTH_SPLITTING);
        if (!weights.isKept()) {
            double results = (double) problem.signals() * problem.output().count();
            most = Math.min(most, Math.max(threads, results / WORTH_PACKING));
        }
        return threads == 1 ? 1 : (int) most;
    }

    private static int bound(ConvProblem problem, int part, int parts) {
        int count = problem.output().count();
        long exact = (long) count * part / parts;
        return part == parts ? count : (int) (exact / GRAIN * GRAIN);
    }
}
