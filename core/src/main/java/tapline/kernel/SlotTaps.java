package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// Where the terms of a frame find their inputs when [StepKernel#BLOCK] signals are stepped together: the history
/// has, for each position and channel, the samples of all of them.
///
/// @param channels for each term, its channel in the group
/// @param taps for each term, its tap
/// @param to for each term, where chains read it
/// @param blanks where chains read the term without effect that fills up a run
record SlotTaps(int[] channels, int[] taps, int[] to, int[] blanks) {
    static SlotTaps of(ConvGeometry geometry, StepWeights weights) {
        int terms = geometry.terms();
        int[] channels = new int[terms];
        int[] taps = new int[terms];
        int[] to = new int[terms];
        int[] blanks = new int[weights.runs()];
        int filled = 0;
        for (int run = 0; run < weights.runs(); run++) {
            int first = SummationOrder.start(run, terms);
            int end = SummationOrder.start(run + 1, terms);
            for (int t = first; t < end; t++) {
                channels[t] = t / geometry.kernelSize();
                taps[t] = t % geometry.kernelSize();
                to[t] = run * weights.length() + t - first;
            }
            if (end - first < weights.length()) {
                blanks[filled++] = run * weights.length() + end - first;
            }
        }
        return new SlotTaps(channels, taps, to, Arrays.copyOf(blanks, filled));
    }

    /// Gathers what the terms of a frame of each slot meet; anything where they have no effect.
    ///
    /// @param history *Not modified*
    /// @param rows where each tap's position begins in the history
    /// @param at from there to the group's first channel
    /// @param x `[runs][length][BLOCK]`. *Modified*
    void gather(float[] history, int[] rows, int at, float[] x) {
        for (int t = 0; t < to.length; t++) {
            int source = rows[taps[t]] + at + channels[t] * StepKernel.BLOCK;
            System.arraycopy(history, source, x, to[t] * StepKernel.BLOCK, StepKernel.BLOCK);
        }
    }

    /// Gathers what the terms of one slot's frame meet.
    ///
    /// @param history *Not modified*
    /// @param rows where each tap's position begins in the history
    /// @param at from there to the slot's sample of the group's first channel
    /// @param x `[runs][length]`. *Modified*
    void gatherSlot(float[] history, int[] rows, int at, float[] x) {
        for (int t = 0; t < to.length; t++) {
            x[to[t]] = history[rows[taps[t]] + at + channels[t] * StepKernel.BLOCK];
        }
        for (int blank : blanks) {
            x[blank] = 0;
        }
    }
}
