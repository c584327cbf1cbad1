package tapline.kernel;

/// Computes output frames of a stream, one or a block of them. All implementations give the same bits.
///
/// Terms find what they meet in `x`: `from` says where, for each term of the group as [StepTaps] has it, counted
/// from where a frame's window begins. What fills up runs finds +0 where it is looked at. Where windows are kept, their
/// terms lie in `x` one behind the other instead.
///
/// Thread-safe: an implementation has no state.
interface StepKernel {
    /// Frames of a block.
    int BLOCK = 16;

    /// The fewest frames that are a block.
    int FEWEST = 8;

    /// Floats of intermediate sums that a block needs: a vector for each of its frames, or two for half of them.
    int TEMPORARY = BLOCK * BLOCK;

    /// What it is, for logs: `scalar`.
    String name();

    /// Whether there are loops for blocks and for windows, which are faster than those for frames.
    boolean hasBlocks();

    /// One group's output frame.
    ///
    /// @param base where the frame's window begins
    /// @param spread from what an output channel meets to what the next one does: 0 if that is the same
    /// @param sums for intermediate ones: `[vectors][runs][lanes]` from `sum`. *Modified*
    /// @param out *Modified*: the group's output channels, from `to`
    void frame(
            StepWeights weights,
            int group,
            float[] x,
            int base,
            int spread,
            int[] from,
            float[] sums,
            int sum,
            float[] out,
            int to);

    /// One group's output frame, whose terms are cut into four runs and lie one behind the other.
    ///
    /// @param base where they begin
    /// @param sums for intermediate ones: `[vectors][runs][lanes]` from `sum`. *Modified*
    /// @param out *Modified*: the group's output channels, from `to`
    void window(StepWeights weights, int group, float[] x, int base, float[] sums, int sum, float[] out, int to);

    /// One group's output channels for [#FEWEST] to [#BLOCK] frames.
    ///
    /// @param base where the first frame's window begins
    /// @param apart from there to the next one's
    /// @param out frames, from `to`, `step` apart. *Modified*: `[vectors][lanes]` of each, or the
    ///     output channels alone where they are few or depthwise
    /// @param temporary [#TEMPORARY] floats for intermediate sums from `at`. *Modified*
    void block(
            StepWeights weights,
            StepTiles tiles,
            int group,
            float[] x,
            int base,
            int apart,
            int[] from,
            int frames,
            float[] out,
            int to,
            int step,
            float[] temporary,
            int at);
}
