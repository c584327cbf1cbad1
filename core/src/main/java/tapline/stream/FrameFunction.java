package tapline.stream;

/// A function of single frames: an activation, or a number for each channel to multiply with.
///
/// An implementation has no state and serves any number of threads.
@FunctionalInterface
public interface FrameFunction {
    /// Makes of whole frames of `x` those of `y`.
    ///
    /// @param x interleaved frames, `[frame][channel]`. *Not modified*
    /// @param y may be `x` itself. *Modified* from `from` to `to` (exclusive)
    /// @param from where the first frame begins, in both
    /// @param to where the last frame ends, in both
    void apply(float[] x, float[] y, int from, int to);
}
