package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// Where the terms of a frame find their inputs in the history of a stream.
///
/// Frames are computed from where their inputs are; what is gathered first are inputs that cannot be read there.
///
/// @param from for each term, `[runs][length]`, how far its input is from where the window begins in the first row; -1
///     for the terms without effect that fill up runs
/// @param isFull whether there are none of those
/// @param inOrder where the terms of a gathered frame find theirs: `[runs][length]`
/// @param inBlocks where those of a gathered block do: `[runs][length][BLOCK]`
record StepTaps(int[] from, boolean isFull, int[] inOrder, int[] inBlocks) {
    private static final int BLANK = -1;

    /// @param pitch from one row of the history to the next
    static StepTaps of(ConvGeometry geometry, StepWeights weights, int pitch) {
        int terms = geometry.terms();
        int kernelSize = geometry.kernelSize();
        int length = weights.length();
        int[] from = new int[Math.multiplyExact(weights.runs(), length)];
        Arrays.fill(from, BLANK);
        for (int run = 0; run < weights.runs(); run++) {
            int first = SummationOrder.start(run, terms);
            for (int t = first; t < SummationOrder.start(run + 1, terms); t++) {
                from[run * length + t - first] = t / kernelSize * pitch + t % kernelSize * geometry.dilation();
            }
        }
        int[] inOrder = new int[from.length];
        int[] inBlocks = new int[from.length];
        for (int t = 0; t < from.length; t++) {
            inOrder[t] = t;
            inBlocks[t] = t * StepKernel.BLOCK;
        }
        return new StepTaps(from, from.length == terms, inOrder, inBlocks);
    }

    /// Gathers what the terms of one frame meet: +0 where they have no effect.
    ///
    /// @param history *Not modified*
    /// @param base where the window begins in the first row
    /// @param x `[runs][length]`. *Modified*
    void gather(float[] history, int base, float[] x) {
        for (int t = 0; t < from.length; t++) {
            x[t] = from[t] == BLANK ? 0 : history[base + from[t]];
        }
    }

    /// Gathers what the terms of a block of frames meet, those without effect left out.
    ///
    /// @param step from one frame's window to the next one's
    /// @param frames at most [StepKernel#BLOCK]
    /// @param x `[runs][length][BLOCK]`. *Modified* for these frames
    void gather(float[] history, int base, int step, int frames, float[] x) {
        for (int t = 0; t < from.length; t++) {
            int source = base + from[t];
            for (int f = 0; from[t] != BLANK && f < frames; f++) {
                x[t * StepKernel.BLOCK + f] = history[source + f * step];
            }
        }
    }
}
