package tapline.kernel;

/// Computes the gradient of a convolution's weight. All implementations give the same bits: see [GradientBlocks].
///
/// Thread-safe: an implementation has no state.
public interface WeightGradientKernel {
    /// Adds up over all signals and output samples.
    ///
    /// @param problem the geometry and the sizes; its output is full rows
    /// @param x the convolution's input, `[batch, inChannels, length]`. *Not modified*
    /// @param g the gradient of its output, `[batch, outChannels, rowLength]`. *Not modified*
    /// @param dw the gradient of its weight, `[outChannels, inChannels / groups, kernelSize]`. *Modified*
    ///     everywhere
    void run(ConvProblem problem, float[] x, float[] g, float[] dw);
}
