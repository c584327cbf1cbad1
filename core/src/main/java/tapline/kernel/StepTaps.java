package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// Where the terms of a frame find their inputs: how the history of a stream becomes what chains of terms read.
///
/// Terms are told as stretches, which are contiguous on both sides: the taps of a channel as far as they belong to
/// one run, or single taps where there is a dilation.
///
/// @param from for each stretch, how far it is from where the window begins in the first row
/// @param to for each stretch, where chains read it
/// @param counts terms of each stretch
/// @param longest terms of the longest stretch
/// @param blanks where chains read the term without effect that fills up a run
record StepTaps(int[] from, int[] to, int[] counts, int longest, int[] blanks) {

    /// @param pitch from one row of the history to the next
    static StepTaps of(ConvGeometry geometry, StepWeights weights, int pitch) {
        int terms = geometry.terms();
        int kernelSize = geometry.kernelSize();
        int[] from = new int[terms];
        int[] to = new int[terms];
        int[] counts = new int[terms];
        int[] blanks = new int[weights.runs()];
        int stretches = 0;
        int filled = 0;
        for (int run = 0; run < weights.runs(); run++) {
            int first = SummationOrder.start(run, terms);
            int end = SummationOrder.start(run + 1, terms);
            for (int t = first; t < end; stretches++) {
                int tap = t % kernelSize;
                from[stretches] = t / kernelSize * pitch + tap * geometry.dilation();
                to[stretches] = run * weights.length() + t - first;
                counts[stretches] = geometry.dilation() == 1 ? Math.min(kernelSize - tap, end - t) : 1;
                t += counts[stretches];
            }
            if (end - first < weights.length()) {
                blanks[filled++] = run * weights.length() + end - first;
            }
        }
        return new StepTaps(
                Arrays.copyOf(from, stretches),
                Arrays.copyOf(to, stretches),
                Arrays.copyOf(counts, stretches),
                Arrays.stream(counts).max().orElseThrow(),
                Arrays.copyOf(blanks, filled));
    }

    /// Gathers what the terms of one frame meet.
    ///
    /// @param history *Not modified*
    /// @param base where the window begins in the first row
    /// @param x `[runs][length]`. *Modified*
    void gather(float[] history, int base, float[] x) {
        if (longest == 1) {
            for (int i = 0; i < from.length; i++) {
                x[to[i]] = history[base + from[i]];
            }
        } else {
            gatherStretches(history, base, x);
        }
        for (int blank : blanks) {
            x[blank] = 0;
        }
    }

    private void gatherStretches(float[] history, int base, float[] x) {
        for (int i = 0; i < from.length; i++) {
            int source = base + from[i];
            for (int k = 0; k < counts[i]; k++) {
                x[to[i] + k] = history[source + k];
            }
        }
    }

    /// The same for [StepKernel#BLOCK] frames, whose windows are `step` apart.
    ///
    /// @param x `[runs][length][BLOCK]`. *Modified*
    void gather(float[] history, int base, int step, float[] x) {
        int block = StepKernel.BLOCK;
        for (int i = 0; i < from.length; i++) {
            for (int k = 0; k < counts[i]; k++) {
                int source = base + from[i] + k;
                int at = (to[i] + k) * block;
                for (int f = 0; f < block; f++) {
                    x[at + f] = history[source + f * step];
                }
            }
        }
        for (int blank : blanks) {
            Arrays.fill(x, blank * block, (blank + 1) * block, 0);
        }
    }
}
