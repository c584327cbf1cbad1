package tapline.kernel;

/// Computes the gradient of a convolution's weight. All implementations give the same bits: see [GradientBlocks].
///
/// Thread-safe: an implementation has no state.
public interface WeightGradientKernel {
    /// What it is, for logs: `scalar`.
    String name();

    /// Adds up over all signals and output samples, for a part of the weight.
    ///
    /// @param problem the geometry and the sizes; its output is full rows of a whole batch
    /// @param range which part
    /// @param x the convolution's input, `[batch, inChannels, length]`. *Not modified*
    /// @param g the gradient of its output, `[batch, outChannels, rowLength]`. *Not modified*
    /// @param dw the gradient of its weight, `[outChannels, inChannels / groups, kernelSize]`. *Modified*
    ///     everywhere in the range
    void run(ConvProblem problem, WeightRange range, float[] x, float[] g, float[] dw);

    /// The same for all of the weight.
    default void run(ConvProblem problem, float[] x, float[] g, float[] dw) {
        run(problem, WeightRange.all(problem.geometry()), x, g, dw);
    }
}
