package tapline.kernel;

import tapline.shape.ConvGeometry;

/// A plain convolution, packed to be computed frame by frame from a history of inputs: what a stream steps.
///
/// The history is interleaved, `[position][channel]`. Padding, stride and position are the caller's: an output frame
/// is told by where its window begins in the history. Results are interleaved, too, and have the bits of the package's
/// contract. Immutable; thread-safe with a workspace and inputs for each thread.
public final class StepConv {
    /// Frames that are computed from one reading of the weights, where there are so many.
    public static final int BLOCK = StepKernel.BLOCK;

    /// Of longer windows no rows are kept: they take as much memory as the history again.
    private static final int LONGEST_ROWS = 256;

    private final ConvGeometry geometry;
    private final int pitch;
    private final StepWeights weights;
    private final StepTiles tiles;
    private final StepTaps taps;
    private final boolean hasRows;
    private final boolean hasWindow;
    private final int sums;

    /// @param geometry whose channels, kernel size, stride, dilation and groups are meant
    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    /// @param pitch from one frame of the history to the next: as many as there are channels, or more, the first of
    ///     which is zero then, if [#needsZero]
    public StepConv(ConvGeometry geometry, float[] w, float[] bias, int pitch) {
        this.geometry = geometry;
        this.pitch = pitch;
        weights = StepWeights.of(geometry, w, bias);
        tiles = StepTiles.of(weights);
        int window = geometry.receptiveField();
        boolean isDense = KernelChoice.hasVectors() && !weights.isDepthwise();
        hasRows = isDense && geometry.stride() == 1 && window > 1 && window <= LONGEST_ROWS;
        hasWindow = isDense
                && geometry.kernelSize() > 1
                && geometry.dilation() == 1
                && weights.runs() == StepRuns.WAYS
                && weights.lanes() == Kernels.lanes();
        taps = StepTaps.of(geometry, weights, pitch, hasRows ? StepRows.pitch(window) : 0);
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

    /// What a stream keeps beside its history.
    ///
    /// @param frames that are asked for at once, at most
    public StepInputs inputs(int frames) {
        boolean hasBlocks = frames >= StepKernel.FEWEST;
        return new StepInputs(
                hasWindow ? new SlidingWindow(geometry, pitch) : null,
                hasRows && hasBlocks ? new StepRows(geometry.inChannels(), geometry.receptiveField(), pitch) : null);
    }

    /// Computes output frames of a stream.
    ///
    /// @param inputs the stream's. *Modified*
    /// @param position of the first frame's window: in one history, windows of the same position are the same
    /// @param history *Not modified*
    /// @param base where that window begins; those of the other frames follow
    /// @param frames how many
    /// @param out *Modified*: each frame's output channels, from `to`
    /// @param step from one output frame to the next
    /// @param workspace of at least [#workspace] floats. *Modified*
    public void run(
            StepInputs inputs,
            long position,
            float[] history,
            int base,
            int frames,
            float[] out,
            int to,
            int step,
            float[] workspace) {
        run(Kernels.step(), inputs, position, history, base, frames, out, to, step, workspace);
    }

    /// The same with a kernel of the caller's choice.
    void run(
            StepKernel kernel,
            StepInputs inputs,
            long position,
            float[] history,
            int base,
            int frames,
            float[] out,
            int to,
            int step,
            float[] workspace) {
        int apart = geometry.stride() * pitch;
        int rest = frames % BLOCK < StepKernel.FEWEST ? frames % BLOCK : 0;
        int done = 0;
        if (kernel.hasBlocks() && inputs.rows() != null) {
            for (; done < frames - rest; done += BLOCK) {
                int count = Math.min(BLOCK, frames - done);
                rows(
                        kernel,
                        inputs,
                        position + done,
                        history,
                        base + done * apart,
                        count,
                        out,
                        to + done * step,
                        step,
                        workspace);
            }
            done = frames - rest;
        }
        if (kernel.hasBlocks() && inputs.window() != null) {
            run(
                    kernel,
                    history,
                    base + done * apart,
                    apart,
                    frames - rest - done,
                    out,
                    to + done * step,
                    step,
                    workspace);
            for (done = frames - rest; done < frames; done++) {
                long next = position + (long) done * geometry.stride();
                int at = inputs.window().at(history, base + done * apart, next);
                window(kernel, inputs.window().values(), at, out, to + done * step, workspace);
            }
        }
        run(kernel, history, base + done * apart, apart, frames - done, out, to + done * step, step, workspace);
    }

    private void rows(
            StepKernel kernel,
            StepInputs inputs,
            long position,
            float[] history,
            int base,
            int frames,
            float[] out,
            int to,
            int step,
            float[] workspace) {
        int at = inputs.rows().at(history, base, position, frames);
        float[] x = inputs.rows().values();
        for (int group = 0; group < weights.groups(); group++) {
            block(kernel, group, x, at, 1, taps.rows()[group], frames, out, to, step, workspace);
        }
    }

    /// Computes output frames from windows anywhere in a history.
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
        boolean hasBlocks = kernel.hasBlocks() && !weights.isDepthwise();
        while (hasBlocks && frames - done >= StepKernel.FEWEST) {
            int count = Math.min(BLOCK, frames - done);
            int from = base + done * apart;
            int o = to + done * step;
            for (int group = 0; group < weights.groups(); group++) {
                block(kernel, group, history, from, apart, count, out, o, step, workspace);
            }
            done += count;
        }
        for (; done < frames; done++) {
            for (int group = 0; group < weights.groups(); group++) {
                int o = to + done * step + group * weights.channels();
                int p = base + done * apart;
                int spread = weights.isDepthwise() ? 1 : 0;
                kernel.frame(weights, group, history, p, spread, taps.frames()[group], workspace, sums, out, o);
            }
        }
    }

    private void window(StepKernel kernel, float[] x, int at, float[] out, int to, float[] workspace) {
        for (int group = 0; group < weights.groups(); group++) {
            int o = to + group * weights.channels();
            kernel.window(weights, group, x, at + group * weights.terms(), workspace, sums, out, o);
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
        if (tiles.few() == 0) {
            block(kernel, group, history, base, apart, taps.frames()[group], frames, out, to, step, workspace);
        } else {
            taps.gather(history, base, apart, group, weights.runs(), frames, workspace);
            block(kernel, group, workspace, 0, 1, taps.gathered(), frames, out, to, step, workspace);
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
        int o = to + group * weights.channels();
        int width = weights.width();
        int at = sums + BLOCK * width;
        if (tiles.few() > 0 || weights.isDepthwise() || width == weights.channels()) {
            kernel.block(weights, tiles, group, x, base, apart, from, frames, out, o, step, workspace, at);
            return;
        }
        kernel.block(weights, tiles, group, x, base, apart, from, frames, workspace, sums, width, workspace, at);
        for (int f = 0; f < frames; f++) {
            System.arraycopy(workspace, sums + f * width, out, o + f * step, weights.channels());
        }
    }

    /// How many floats [#slots] looks up.
    public int slotTerms() {
        return taps.gathered().length;
    }

    /// Computes the next output frame of each of [#BLOCK] signals, from one reading of the weights.
    ///
    /// @param history `[position][inChannel][BLOCK]`. *Not modified*
    /// @param positions where each tap's begins in the history. *Not modified*
    /// @param from [#slotTerms] ints. *Modified*
    /// @param out *Modified*: each signal's output channels, from `to`
    /// @param workspace of at least [#workspace] floats. *Modified*
    public void slots(float[] history, int[] positions, int[] from, float[] out, int to, float[] workspace) {
        slots(Kernels.step(), history, positions, from, out, to, workspace);
    }

    /// The same with a kernel of the caller's choice.
    void slots(
            StepKernel kernel, float[] history, int[] positions, int[] from, float[] out, int to, float[] workspace) {
        int step = weights.groups() * weights.channels();
        int spread = weights.isDepthwise() ? BLOCK : 0;
        for (int group = 0; group < weights.groups(); group++) {
            taps.locate(positions, group, from);
            if (kernel.hasBlocks()) {
                block(kernel, group, history, 0, 1, from, BLOCK, out, to, step, workspace);
                continue;
            }
            int o = to + group * weights.channels();
            for (int slot = 0; slot < BLOCK; slot++) {
                kernel.frame(weights, group, history, slot, spread, from, workspace, sums, out, o + slot * step);
            }
        }
    }
}
