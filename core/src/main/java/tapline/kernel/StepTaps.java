package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// Where the terms of a frame find their inputs in the history of a stream.
///
/// Frames are computed from where their inputs are; what is gathered first are inputs that cannot be read there.
///
/// @param frames for each term, `[length][RUNS]`, how far its input is from where the window begins in the first
///     row, runs from the first again behind the last; -1 for the terms without effect that fill up runs
/// @param isFull whether there are none of those
/// @param blocks the same, run by run: `[runs][length]`
/// @param gatheredFrames where the terms of a gathered frame find theirs: in the order of `frames`
/// @param gatheredBlocks where those of a gathered block do: `[runs][length][BLOCK]`
record StepTaps(int[] frames, boolean isFull, int[] blocks, int[] gatheredFrames, int[] gatheredBlocks) {
    /// The most runs that terms are cut into.
    static final int RUNS = 4;

    private static final int BLANK = -1;

    /// @param pitch from one row of the history to the next
    static StepTaps of(ConvGeometry geometry, StepWeights weights, int pitch) {
        int kernelSize = geometry.kernelSize();
        int runs = weights.runs();
        int length = weights.length();
        int[] blocks = new int[Math.multiplyExact(runs, length)];
        Arrays.fill(blocks, BLANK);
        for (int run = 0; run < runs; run++) {
            int first = SummationOrder.start(run, weights.terms());
            for (int i = 0; i < weights.count(run); i++) {
                int t = first + i;
                blocks[run * length + i] = t / kernelSize * pitch + t % kernelSize * geometry.dilation();
            }
        }
        int[] frames = new int[Math.multiplyExact(RUNS, length)];
        Arrays.setAll(frames, i -> blocks[i % RUNS % runs * length + i / RUNS]);
        int[] gatheredFrames = new int[frames.length];
        Arrays.setAll(gatheredFrames, i -> i);
        int[] gatheredBlocks = new int[blocks.length];
        Arrays.setAll(gatheredBlocks, i -> i * StepKernel.BLOCK);
        return new StepTaps(frames, blocks.length == weights.terms(), blocks, gatheredFrames, gatheredBlocks);
    }

    /// Gathers what the terms of one frame meet: +0 where they have no effect.
    ///
    /// @param history *Not modified*
    /// @param base where the window begins in the first row
    /// @param x `[length][RUNS]`. *Modified*
    void gather(float[] history, int base, float[] x) {
        for (int i = 0; i < frames.length; i++) {
            x[i] = frames[i] == BLANK ? 0 : history[base + frames[i]];
        }
    }

    /// Gathers what the terms of a block of frames meet, those without effect left out.
    ///
    /// @param step from one frame's window to the next one's
    /// @param count of frames, at most [StepKernel#BLOCK]
    /// @param x `[runs][length][BLOCK]`. *Modified* for these frames
    void gather(float[] history, int base, int step, int count, float[] x) {
        for (int i = 0; i < blocks.length; i++) {
            int source = base + blocks[i];
            for (int f = 0; blocks[i] != BLANK && f < count; f++) {
                x[i * StepKernel.BLOCK + f] = history[source + f * step];
            }
        }
    }
}
