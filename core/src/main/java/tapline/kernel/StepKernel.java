package tapline.kernel;

/// Computes output frames of a stream, one or a block of them. All implementations give the same bits.
///
/// A workspace has first what the terms meet, then the sums. Thread-safe: an implementation has no state.
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

    /// Gathers what the terms of a frame meet: as [StepTaps#gather(float[], int, float[])].
    void gather(StepTaps taps, float[] history, int base, float[] workspace);

    /// Gathers what the terms of a block of frames meet: as [StepTaps#gather(float[], int, int, float[])].
    void gather(StepTaps taps, float[] history, int base, int step, float[] workspace);

    /// Gathers what the terms of a frame of each slot meet, where there are blocks.
    ///
    /// @param history *Not modified*
    /// @param rows where each tap's position begins in the history
    /// @param at from there to the samples of the group's first channel
    /// @param workspace `[runs][length][BLOCK]`. *Modified*
    void gather(SlotTaps taps, float[] history, int[] rows, int at, float[] workspace);

    /// One group's output frame.
    ///
    /// @param workspace `[runs][length]`: what the terms meet, +0 where a run is filled up. *Modified* from `sums`:
    ///     `[vectors][runs][lanes]`
    /// @param out *Modified*: the group's output channels, from `to`
    void frame(StepWeights weights, int group, float[] workspace, int sums, float[] out, int to);

    /// One group's output channels for [#BLOCK] frames, their runs added.
    ///
    /// @param workspace `[runs][length][BLOCK]`: what the terms meet at each frame. *Modified* from `sums`, where
    ///     the results go: `[BLOCK][vectors][lanes]`; behind that there are [#TEMPORARY] floats for intermediate
    ///     sums
    void block(StepWeights weights, int group, float[] workspace, int sums);
}
