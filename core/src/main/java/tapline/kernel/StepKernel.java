package tapline.kernel;

/// Computes output frames of a stream, one or a block of them. All implementations give the same bits.
///
/// Thread-safe: an implementation has no state.
interface StepKernel {
    /// Frames of a block.
    int BLOCK = 16;

    /// Floats of intermediate sums that a block needs: two of its vectors for half of its frames, or twice eight
    /// rows.
    int TEMPORARY = BLOCK * BLOCK;

    /// What it is, for logs: `scalar`.
    String name();

    /// Whether blocks are faster than their frames one by one.
    boolean hasBlocks();

    /// One group's output frame.
    ///
    /// @param x what the terms meet. *Not modified*
    /// @param base added to where they find it
    /// @param from where each term does, `[length][RUNS]`. *Not modified*
    /// @param sums for intermediate ones: `[vectors][runs][lanes]` from `sum`. *Modified*
    /// @param out *Modified*: the group's output channels, from `to`
    void frame(
            StepWeights weights,
            int group,
            float[] x,
            int base,
            int[] from,
            float[] sums,
            int sum,
            float[] out,
            int to);

    /// One group's output channels for [#BLOCK] frames, or for as many as are needed and perhaps some more.
    ///
    /// @param x what the terms meet, for each term contiguous: one float for each frame. *Not modified*
    /// @param base added to where they find it
    /// @param from where each term does, `[runs][length]`; what is filled up is not looked at. *Not modified*
    /// @param frames how many are needed
    /// @param out frames of `[vectors][lanes]`, from `to`, `step` apart. *Modified*
    /// @param temporary [#TEMPORARY] floats for intermediate sums from `at`. *Modified*
    void block(
            StepWeights weights,
            StepTiles tiles,
            int group,
            float[] x,
            int base,
            int[] from,
            int frames,
            float[] out,
            int to,
            int step,
            float[] temporary,
            int at);
}
