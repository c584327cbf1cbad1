package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// Where the terms of a frame find their inputs: for each group `[length][WAYS]`, those of all runs side by side, in
/// the order in which chains read them, again and again where there are fewer. What fills up a run finds the zero
/// behind a frame's channels, and in rows anything, which nobody looks at.
///
/// @param taps for each term, its tap
/// @param channels for each term, its channel
/// @param frames for each term, where its input is in a history of frames, from where the window begins
/// @param rows the same in rows of channels, as [StepRows] has them; null if there are none
/// @param gathered for each term of any group, where its inputs are when a block's are gathered
record StepTaps(int[][] taps, int[][] channels, int[][] frames, int[][] rows, int[] gathered) {
    /// @param pitch from one frame of the history to the next
    /// @param rowPitch from one row of a channel to the next, or 0 if there are no rows
    static StepTaps of(ConvGeometry geometry, StepWeights weights, int pitch, int rowPitch) {
        int groups = weights.groups();
        int count = Math.multiplyExact(StepRuns.WAYS, weights.length());
        StepTaps all = new StepTaps(
                new int[groups][count],
                new int[groups][count],
                new int[groups][count],
                rowPitch == 0 ? null : new int[groups][count],
                new int[count]);
        for (int group = 0; group < groups; group++) {
            for (int i = 0; i < count; i++) {
                int way = i % StepRuns.WAYS;
                boolean isTerm = i / StepRuns.WAYS < weights.cut().counts()[way];
                int term = weights.cut().starts()[way] + i / StepRuns.WAYS;
                int tap = isTerm ? term % geometry.kernelSize() : 0;
                int channel = group * geometry.groupInChannels() + term / geometry.kernelSize();
                all.taps[group][i] = tap;
                all.channels[group][i] = isTerm ? channel : geometry.inChannels();
                all.frames[group][i] = tap * geometry.dilation() * pitch + all.channels[group][i];
                if (rowPitch > 0 && isTerm) {
                    all.rows[group][i] = channel * rowPitch + tap * geometry.dilation();
                }
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
            int source = base + frames[group][i];
            for (int f = 0; i % StepRuns.WAYS < runs && f < count; f++) {
                x[gathered[i] + f] = history[source + f * apart];
            }
        }
    }

    /// Finds what a group's terms meet in a history of [StepKernel#BLOCK] signals, `[position][channel][BLOCK]`;
    /// anything where they have no effect.
    ///
    /// @param positions where each tap's begins. *Not modified*
    /// @param from *Modified*
    void locate(int[] positions, int group, int[] from) {
        for (int i = 0; i < from.length; i++) {
            from[i] = positions[taps[group][i]] + channels[group][i] * StepKernel.BLOCK;
        }
    }
}
