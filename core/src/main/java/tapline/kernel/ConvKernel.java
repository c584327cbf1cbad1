package tapline.kernel;

/// Computes convolutions of float32 arrays. All implementations give the same bits: see the package's
/// documentation.
///
/// Thread-safe: an implementation has no state.
public interface ConvKernel {
    /// What it is, for logs and for users who ask: `scalar`.
    String name();

    /// Convolves each signal of a batch.
    ///
    /// @param problem the geometry, the sizes, and where the results go
    /// @param x `[batch, inChannels, length]`. *Not modified*
    /// @param weights what to multiply with, and what to make of the sums
    /// @param y `[batch, outChannels, rowLength]`. *Modified* where `problem.output()` says
    void run(ConvProblem problem, float[] x, ConvWeights weights, float[] y);

    /// The same with weights for this call alone.
    ///
    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    default void run(ConvProblem problem, float[] x, float[] w, float[] bias, float[] y) {
        run(problem, x, ConvWeights.once(w, bias), y);
    }
}
