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
    private final SlotTaps slotTaps;
    private final int groupChannels;
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
        slotTaps = SlotTaps.of(geometry, weights);
        groupChannels = geometry.groupInChannels();
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

    /// Computes the next output frame of each of [#BLOCK] signals, from one reading of the weights.
    ///
    /// @param history `[position][inChannel][BLOCK]`. *Not modified*
    /// @param rows where each tap's position begins in the history. *Not modified*
    /// @param out *Modified*: each signal's output channels, from `to`
    /// @param workspace of at least [#workspace] floats. *Modified*
    public void slots(float[] history, int[] rows, float[] out, int to, float[] workspace) {
        slots(Kernels.step(), history, rows, out, to, workspace);
    }

    /// The same with a kernel of the caller's choice.
    void slots(StepKernel kernel, float[] history, int[] rows, float[] out, int to, float[] workspace) {
        int outStep = weights.groups() * weights.channels();
        for (int group = 0; group < weights.groups(); group++) {
            int at = group * groupChannels * BLOCK;
            int o = to + group * weights.channels();
            if (kernel.hasBlocks()) {
                slotTaps.gather(history, rows, at, workspace);
                block(kernel, group, workspace, 0, taps.gathered(), BLOCK, out, o, outStep, workspace);
            } else {
                for (int slot = 0; slot < BLOCK; slot++) {
                    slotTaps.gatherSlot(history, rows, at + slot, workspace);
                    kernel.frame(weights, group, workspace, workspace, sums, out, o + slot * outStep);
                }
            }
        }
    }

    private void frame(
            StepKernel kernel, int group, float[] history, int base, float[] out, int to, float[] workspace) {
        kernel.gather(taps, history, base + group * groupPitch, workspace);
        kernel.frame(weights, group, workspace, workspace, sums, out, to + group * weights.channels());
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
        int o = to + group * weights.channels();
        int p = base + group * groupPitch;
        if (step == 1) {
            block(kernel, group, history, p, taps.terms(), frames, out, o, outStep, workspace);
        } else {
            taps.gather(history, p, step, frames, workspace);
            block(kernel, group, workspace, 0, taps.gathered(), frames, out, o, outStep, workspace);
        }
    }

    private void block(
            StepKernel kernel,
            int group,
            float[] x,
            int p,
            int[] from,
            int frames,
            float[] out,
            int o,
            int outStep,
            float[] workspace) {
        int width = weights.width();
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
