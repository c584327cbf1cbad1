package tapline.kernel;

/// The sums of one output frame of a stream, or of a block of frames. All implementations give the same bits.
///
/// Thread-safe: an implementation has no state.
interface StepKernel {
    /// Frames of a block.
    int BLOCK = 16;

    /// What it is, for logs: `scalar`.
    String name();

    /// Whether blocks are faster than their frames one by one.
    boolean hasBlocks();

    /// All chains of one group's output frame.
    ///
    /// @param weights of the convolution
    /// @param x `[runs][length]`: what the terms meet, +0 where a run is filled up. *Not modified*
    /// @param sums `[vectors][runs][lanes]` from `to`. *Modified*
    void frame(StepWeights weights, int group, float[] x, float[] sums, int to);

    /// The sums of one vector of output channels for [#BLOCK] frames, their runs added.
    ///
    /// @param weights of the convolution
    /// @param x `[runs][length][BLOCK]`: what the terms meet at each frame. *Not modified*
    /// @param sums `[BLOCK][lanes]` from `to`, and as much again for intermediate sums. *Modified*
    void block(StepWeights weights, int group, int vector, float[] x, float[] sums, int to);
}
