package tapline.stream;

/// A function of single frames: an activation, or a number for each channel to multiply with.
///
/// An implementation has no state and serves any number of threads.
@FunctionalInterface
public interface FrameFunction {
    /// Replaces whole frames by what the function makes of them.
    ///
    /// @param data interleaved frames, `[frame][channel]`. *Modified* from `offset` to `offset + count`
    /// @param offset where the first frame begins
    /// @param count elements: frames times channels
    void apply(float[] data, int offset, int count);
}
