package tapline.kernel;

import tapline.shape.ConvGeometry;

/// A plain convolution, packed to be computed frame by frame from a history of inputs: what a stream steps.
///
/// The history has a row for each input channel, `pitch` floats apart. Padding, stride and position are the
/// caller's: an output frame is told by where its window begins in the rows. Results are interleaved,
/// `[frame][channel]`, and have the bits of the package's contract. Immutable; thread-safe with a workspace for
/// each thread.
public final class StepConv {
    /// Frames that are computed from one reading of the weights, where there are so many.
    public static final int BLOCK = StepKernel.BLOCK;

    /// Fewer frames are faster one by one than as a part of a block.
    private static final int FEW = 4;

    private final StepWeights weights;
    private final StepTiles tiles;
    private final StepTaps taps;
    private final int groupPitch;
    private final int sums;

    /// @param geometry whose channels, kernel size, dilation and groups are meant
    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    /// @param pitch floats from one row of the history to the next; behind a row's last window there are [#BLOCK]
    ///     of them that don't matter
    public StepConv(ConvGeometry geometry, float[] w, float[] bias, int pitch) {
        weights = StepWeights.of(geometry, w, bias);
        tiles = StepTiles.of(weights);
        taps = StepTaps.of(geometry, weights, pitch);
        groupPitch = geometry.groupInChannels() * pitch;
        sums = weights.runs() * weights.length() * BLOCK + BLOCK;
    }

    /// How long a workspace has to be.
    public int workspace() {
        return sums + Math.max(weights.chains() * weights.lanes(), BLOCK * weights.width() + StepKernel.TEMPORARY);
    }

    /// Computes output frames.
    ///
    /// @param history rows of input channels. *Not modified*
    /// @param base where the first frame's window begins in the first row
    /// @param step from one frame's window to the next one's
    /// @param frames how many
    /// @param out *Modified*: each frame's output channels, from `to`
    /// @param outStep from one output frame to the next
    /// @param workspace of at least [#workspace] floats. *Modified*
    public void run(
            float[] history, int base, int step, int frames, float[] out, int to, int outStep, float[] workspace) {
        run(Kernels.step(), history, base, step, frames, out, to, outStep, workspace);
    }

    /// The same with a kernel of the caller's choice.
    void run(
            StepKernel kernel,
            float[] history,
            int base,
            int step,
            int frames,
            float[] out,
            int to,
            int outStep,
            float[] workspace) {
        int done = 0;
        while (kernel.hasBlocks() && frames - done >= FEW) {
            int count = Math.min(BLOCK, frames - done);
            int from = base + done * step;
            for (int group = 0; group < weights.groups(); group++) {
                block(kernel, group, history, from, step, count, out, to + done * outStep, outStep, workspace);
            }
            done += count;
        }
        for (; done < frames; done++) {
            for (int group = 0; group < weights.groups(); group++) {
                frame(kernel, group, history, base + done * step, out, to + done * outStep, workspace);
            }
        }
    }

    private void frame(
            StepKernel kernel, int group, float[] history, int base, float[] out, int to, float[] workspace) {
        int p = base + group * groupPitch;
        int o = to + group * weights.channels();
        if (taps.isFull()) {
            kernel.frame(weights, group, history, p, taps.frames(), workspace, sums, out, o);
        } else {
            taps.gather(history, p, workspace);
            kernel.frame(weights, group, workspace, 0, taps.gatheredFrames(), workspace, sums, out, o);
        }
    }

    private void block(
            StepKernel kernel,
            int group,
            float[] history,
            int base,
            int step,
            int frames,
            float[] out,
            int to,
            int outStep,
            float[] workspace) {
        int width = weights.width();
        int o = to + group * weights.channels();
        int p = base + group * groupPitch;
        float[] x = history;
        int[] from = taps.blocks();
        if (step != 1) {
            taps.gather(history, p, step, frames, workspace);
            x = workspace;
            p = 0;
            from = taps.gatheredBlocks();
        }
        int temporary = sums + BLOCK * width;
        if (tiles.row() > 0 || frames == BLOCK && width == weights.channels()) {
            kernel.block(weights, tiles, group, x, p, from, frames, out, o, outStep, workspace, temporary);
            return;
        }
        kernel.block(weights, tiles, group, x, p, from, frames, workspace, sums, width, workspace, temporary);
        for (int f = 0; f < frames; f++) {
            System.arraycopy(workspace, sums + f * width, out, o + f * outStep, weights.channels());
        }
    }
}
