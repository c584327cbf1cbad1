package tapline.kernel;

import tapline.shape.ConvGeometry;

/// A plain convolution, packed to be computed frame by frame from a history of inputs: what a stream steps.
///
/// The history is interleaved, `[position][channel]`, its frames `pitch` floats apart. Padding, stride and position are
/// the caller's: an output frame is told by where its window begins in the history. Results are interleaved, too, and
/// have the bits of the package's contract. Immutable; thread-safe with a workspace for each thread.
public final class StepConv {
    /// Frames that are computed from one reading of the weights, where there are so many.
    public static final int BLOCK = StepKernel.BLOCK;

    private final StepWeights weights;
    private final StepTiles tiles;
    private final StepTaps taps;
    private final int sums;

    /// @param geometry whose channels, kernel size, dilation and groups are meant
    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    /// @param pitch from one frame of the history to the next: as many as there are channels, or more, the first of
    ///     which is zero then, if [#needsZero]
    public StepConv(ConvGeometry geometry, float[] w, float[] bias, int pitch) {
        weights = StepWeights.of(geometry, w, bias);
        tiles = StepTiles.of(weights);
        taps = StepTaps.of(geometry, weights, pitch);
        sums = taps.gathered().length * BLOCK;
    }

    /// Whether there has to be a zero behind each frame's channels.
    public static boolean needsZero(ConvGeometry geometry) {
        return geometry.terms() % SummationOrder.blocks(geometry.terms()) > 0;
    }

    /// Whether what is behind a frame is looked at: a zero, or up to [#BLOCK] floats that don't matter.
    public static boolean looksBehind(ConvGeometry geometry) {
        return needsZero(geometry) || StepWeights.isDepthwise(geometry);
    }

    /// How long a workspace has to be.
    public int workspace() {
        return sums + Math.max(weights.chains() * weights.lanes(), BLOCK * weights.width() + StepKernel.TEMPORARY);
    }

    /// Computes output frames.
    ///
    /// @param history *Not modified*
    /// @param base where the first frame's window begins
    /// @param apart from one frame's window to the next one's
    /// @param frames how many
    /// @param out *Modified*: each frame's output channels, from `to`
    /// @param step from one output frame to the next
    /// @param workspace of at least [#workspace] floats. *Modified*
    public void run(
            float[] history, int base, int apart, int frames, float[] out, int to, int step, float[] workspace) {
        run(Kernels.step(), history, base, apart, frames, out, to, step, workspace);
    }

    /// The same with a kernel of the caller's choice.
    void run(
            StepKernel kernel,
            float[] history,
            int base,
            int apart,
            int frames,
            float[] out,
            int to,
            int step,
            float[] workspace) {
        int done = 0;
        boolean hasBlocks = kernel.hasBlocks() && weights.spread() == 0;
        while (hasBlocks && frames - done >= StepKernel.FEWEST) {
            int count = Math.min(BLOCK, frames - done);
            for (int group = 0; group < weights.groups(); group++) {
                block(
                        kernel,
                        group,
                        history,
                        base + done * apart,
                        apart,
                        count,
                        out,
                        to + done * step,
                        step,
                        workspace);
            }
            done += count;
        }
        for (; done < frames; done++) {
            for (int group = 0; group < weights.groups(); group++) {
                int o = to + done * step + group * weights.channels();
                int p = base + done * apart;
                kernel.frame(
                        weights, group, history, p, weights.spread(), taps.terms()[group], workspace, sums, out, o);
            }
        }
    }

    private void block(
            StepKernel kernel,
            int group,
            float[] history,
            int base,
            int apart,
            int frames,
            float[] out,
            int to,
            int step,
            float[] workspace) {
        int o = to + group * weights.channels();
        boolean isInPlace = tiles.row() == 0 || apart == 1 && frames == BLOCK;
        if (isInPlace) {
            block(kernel, group, history, base, apart, taps.terms()[group], frames, out, o, step, workspace);
        } else {
            taps.gather(history, base, apart, group, weights.runs(), frames, workspace);
            block(kernel, group, workspace, 0, 1, taps.gathered(), frames, out, o, step, workspace);
        }
    }

    private void block(
            StepKernel kernel,
            int group,
            float[] x,
            int base,
            int apart,
            int[] from,
            int frames,
            float[] out,
            int to,
            int step,
            float[] workspace) {
        int width = weights.width();
        int at = sums + BLOCK * width;
        if (tiles.row() > 0 || weights.spread() > 0 || width == weights.channels()) {
            kernel.block(weights, tiles, group, x, base, apart, from, frames, out, to, step, workspace, at);
            return;
        }
        kernel.block(weights, tiles, group, x, base, apart, from, frames, workspace, sums, width, workspace, at);
        for (int f = 0; f < frames; f++) {
            System.arraycopy(workspace, sums + f * width, out, to + f * step, weights.channels());
        }
    }

    /// How many floats [#slots] looks up.
    public int slotTerms() {
        return taps.gathered().length;
    }

    /// Computes the next output frame of each of [#BLOCK] signals, from one reading of the weights.
    ///
    /// @param history `[position][inChannel][BLOCK]`. *Not modified*
    /// @param rows where each tap's position begins in the history. *Not modified*
    /// @param from [#slotTerms] ints. *Modified*
    /// @param out *Modified*: each signal's output channels, from `to`
    /// @param workspace of at least [#workspace] floats. *Modified*
    public void slots(float[] history, int[] rows, int[] from, float[] out, int to, float[] workspace) {
        slots(Kernels.step(), history, rows, from, out, to, workspace);
    }

    /// The same with a kernel of the caller's choice.
    void slots(StepKernel kernel, float[] history, int[] rows, int[] from, float[] out, int to, float[] workspace) {
        int step = weights.groups() * weights.channels();
        int spread = weights.spread() * BLOCK;
        for (int group = 0; group < weights.groups(); group++) {
            int o = to + group * weights.channels();
            taps.locate(rows, group, from);
            if (kernel.hasBlocks()) {
                block(kernel, group, history, 0, 1, from, BLOCK, out, o, step, workspace);
                continue;
            }
            for (int slot = 0; slot < BLOCK; slot++) {
                kernel.frame(weights, group, history, slot, spread, from, workspace, sums, out, o + slot * step);
            }
        }
    }
}
