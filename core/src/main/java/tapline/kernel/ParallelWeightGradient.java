package tapline.kernel;

/// Splits the gradient of a weight over threads, by output channels or by terms, never a sum; small ones are not
/// split.
///
/// @param kernel computes the parts
record ParallelWeightGradient(WeightGradientKernel kernel) implements WeightGradientKernel {
    /// Multiply-adds below which a thread is not worth waking.
    private static final double WORTH_SPLITTING = 2_000_000;

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public void run(ConvProblem problem, WeightRange range, float[] x, float[] g, float[] dw) {
        int parts = (int) Math.min(Parallel.threads(), problem.work() / WORTH_SPLITTING);
        if (parts < 2) {
            kernel.run(problem, range, x, g, dw);
        } else {
            Parallel.run(parts, part -> kernel.run(problem, range.part(part, parts), x, g, dw));
        }
    }
}
