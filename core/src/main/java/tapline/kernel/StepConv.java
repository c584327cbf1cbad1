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

    private final StepWeights weights;
    private final int[] offsets;
    private final int terms;
    private final int groupPitch;
    private final int sums;

    /// @param geometry whose channels, kernel size, dilation and groups are meant
    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    /// @param pitch floats from one row of the history to the next
    public StepConv(ConvGeometry geometry, float[] w, float[] bias, int pitch) {
        weights = StepWeights.of(geometry, w, bias);
        terms = geometry.terms();
        groupPitch = geometry.groupInChannels() * pitch;
        offsets = new int[terms];
        for (int t = 0; t < terms; t++) {
            offsets[t] = t / geometry.kernelSize() * pitch + t % geometry.kernelSize() * geometry.dilation();
        }
        sums = weights.runs() * weights.length() * BLOCK;
    }

    /// How long a workspace has to be.
    public int workspace() {
        return sums + Math.max(weights.chains(), 2 * BLOCK) * weights.lanes();
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
        StepKernel kernel = Kernels.step();
        int frame = 0;
        if (kernel.hasBlocks()) {
            for (; frame + BLOCK <= frames; frame += BLOCK) {
                for (int group = 0; group < weights.groups(); group++) {
                    block(
                            kernel,
                            group,
                            history,
                            base + frame * step,
                            step,
                            out,
                            to + frame * outStep,
                            outStep,
                            workspace);
                }
            }
        }
        for (; frame < frames; frame++) {
            for (int group = 0; group < weights.groups(); group++) {
                frame(kernel, group, history, base + frame * step, out, to + frame * outStep, workspace);
            }
        }
    }

    private void frame(
            StepKernel kernel, int group, float[] history, int base, float[] out, int to, float[] workspace) {
        int from = base + group * groupPitch;
        for (int run = 0; run < weights.runs(); run++) {
            int first = SummationOrder.start(run, terms);
            int count = SummationOrder.start(run + 1, terms) - first;
            int at = run * weights.length();
            for (int t = 0; t < count; t++) {
                workspace[at + t] = history[from + offsets[first + t]];
            }
            if (count < weights.length()) {
                workspace[at + count] = 0;
            }
        }
        kernel.frame(weights, group, workspace, workspace, sums);
        int lanes = weights.lanes();
        int o = to + group * weights.channels();
        for (int channel = 0; channel < weights.channels(); channel++) {
            int s = sums + channel / lanes * weights.runs() * lanes + channel % lanes;
            float sum = workspace[s];
            for (int run = 1; run < weights.runs(); run++) {
                sum += workspace[s + run * lanes];
            }
            out[o + channel] = sum;
        }
    }

    private void block(
            StepKernel kernel,
            int group,
            float[] history,
            int base,
            int step,
            float[] out,
            int to,
            int outStep,
            float[] workspace) {
        gather(history, base + group * groupPitch, step, workspace);
        int lanes = weights.lanes();
        for (int vector = 0; vector < weights.vectors(); vector++) {
            kernel.block(weights, group, vector, workspace, workspace, sums);
            int used = Math.min(lanes, weights.channels() - vector * lanes);
            int o = to + group * weights.channels() + vector * lanes;
            for (int f = 0; f < BLOCK; f++) {
                System.arraycopy(workspace, sums + f * lanes, out, o + f * outStep, used);
            }
        }
    }

    private void gather(float[] history, int base, int step, float[] panel) {
        for (int run = 0; run < weights.runs(); run++) {
            int first = SummationOrder.start(run, terms);
            int count = SummationOrder.start(run + 1, terms) - first;
            int at = run * weights.length() * BLOCK;
            for (int t = 0; t < weights.length(); t++) {
                boolean isTerm = t < count;
                int from = isTerm ? base + offsets[first + t] : 0;
                for (int f = 0; f < BLOCK; f++) {
                    panel[at + t * BLOCK + f] = isTerm ? history[from + f * step] : 0;
                }
            }
        }
    }
}
