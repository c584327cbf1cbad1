package tapline.kernel;

/// Splits a convolution over threads, and leaves the parts to another kernel: by signals where there are enough,
/// else by the samples of the output. Small convolutions are not split: waking a thread takes longer.
///
/// @param kernel computes the parts
record ParallelConvKernel(ConvKernel kernel) implements ConvKernel {
    /// Multiply-adds below which a thread is not worth waking: about 50 microseconds of one core.
    private static final double WORTH_SPLITTING = 2_000_000;

    /// Parts of a row are multiples of this many samples, so that tiles stay whole.
    private static final int GRAIN = 64;

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public void run(ConvProblem problem, float[] x, ConvWeights weights, float[] y) {
        int parts = (int) Math.min(Parallel.threads(), problem.work() / WORTH_SPLITTING);
        if (parts < 2) {
            kernel.run(problem, x, weights, y);
        } else if (problem.signals() >= 4 * parts || problem.signals() % parts == 0) {
            int signals = problem.signals();
            Parallel.run(
                    parts,
                    part -> kernel.run(
                            problem.ofSignals(signals * part / parts, signals * (part + 1) / parts), x, weights, y));
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

    private static int bound(ConvProblem problem, int part, int parts) {
        int count = problem.output().count();
        long exact = (long) count * part / parts;
        return part == parts ? count : (int) (exact / GRAIN * GRAIN);
    }
}
