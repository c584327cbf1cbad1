package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// Where the terms of a frame find their inputs: for each group `[length][WAYS]`, those of all runs side by side, in
/// the order in which chains read them, again and again where there are fewer. What fills up a run finds the zero
/// behind a frame's channels.
///
/// @param taps for each term, its tap
/// @param channels for each term, its channel
/// @param terms for each term, where its input is in a history of frames, from where the window begins
/// @param gathered for each term of any group, where its inputs are when a block's are gathered
record StepTaps(int[][] taps, int[][] channels, int[][] terms, int[] gathered) {
    /// The most runs that there are.
    static final int WAYS = 4;

    /// @param pitch from one frame of the history to the next
    static StepTaps of(ConvGeometry geometry, StepWeights weights, int pitch) {
        int groups = weights.groups();
        int count = Math.multiplyExact(WAYS, weights.length());
        StepTaps all =
                new StepTaps(new int[groups][count], new int[groups][count], new int[groups][count], new int[count]);
        for (int group = 0; group < groups; group++) {
            for (int i = 0; i < count; i++) {
                int run = i % WAYS % weights.runs();
                int inRun = i / WAYS;
                boolean isTerm = inRun < weights.count(run);
                int term = SummationOrder.start(run, weights.terms()) + inRun;
                int tap = isTerm ? term % geometry.kernelSize() : 0;
                int channel = group * geometry.groupInChannels() + term / geometry.kernelSize();
                all.taps[group][i] = tap;
                all.channels[group][i] = isTerm ? channel : geometry.inChannels();
                all.terms[group][i] = tap * geometry.dilation() * pitch + all.channels[group][i];
            }
        }
        Arrays.setAll(all.gathered, i -> i * StepKernel.BLOCK);
        return all;
    }

    /// Gathers what the terms of a block of frames meet.
    ///
    /// @param history *Not modified*
    /// @param base where the first frame's window begins
    /// @param apart from one frame's window to the next one's
    /// @param runs how many there are
    /// @param count of frames, at most [StepKernel#BLOCK]
    /// @param x `[length][WAYS][BLOCK]`. *Modified* for these frames and runs
    void gather(float[] history, int base, int apart, int group, int runs, int count, float[] x) {
        for (int i = 0; i < gathered.length; i++) {
            int source = base + terms[group][i];
            for (int f = 0; i % WAYS < runs && f < count; f++) {
                x[gathered[i] + f] = history[source + f * apart];
            }
        }
    }

    /// Finds what a group's terms meet in a history of [StepKernel#BLOCK] signals, `[position][channel][BLOCK]`;
    /// anything where they have no effect.
    ///
    /// @param rows where each tap's position begins. *Not modified*
    /// @param from *Modified*
    void locate(int[] rows, int group, int[] from) {
        for (int i = 0; i < from.length; i++) {
            from[i] = rows[taps[group][i]] + channels[group][i] * StepKernel.BLOCK;
        }
    }
}
