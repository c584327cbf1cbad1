package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// Where the terms of a frame find their inputs in the history of a stream.
///
/// Blocks of frames read them there. For a single frame they are gathered first: looking up where each one is takes
/// longer than its product. Terms are then told as stretches, which are contiguous on both sides: the taps of a
/// channel as far as they belong to one run, or single taps where there is a dilation.
///
/// @param terms for each term, `[runs][length]`, how far its input is from where the window begins in the first
///     row; 0 for the terms without effect that fill up runs, and behind the last
/// @param gathered where the terms of a gathered block find theirs: `[runs][length][BLOCK]`
/// @param starts the first term of each stretch
/// @param counts terms of each stretch
/// @param longest terms of the longest stretch
/// @param blanks the terms without effect
record StepTaps(int[] terms, int[] gathered, int[] starts, int[] counts, int longest, int[] blanks) {

    /// @param pitch from one row of the history to the next
    static StepTaps of(ConvGeometry geometry, StepWeights weights, int pitch) {
        int kernelSize = geometry.kernelSize();
        int length = weights.length();
        int all = Math.multiplyExact(weights.runs(), length);
        int[] terms = new int[Math.addExact(all, StepKernel.BLOCK)];
        int[] starts = new int[all];
        int[] counts = new int[all];
        int[] blanks = new int[weights.runs()];
        int stretches = 0;
        int filled = 0;
        for (int run = 0; run < weights.runs(); run++) {
            int first = SummationOrder.start(run, weights.terms());
            for (int i = 0; i < weights.count(run); i++) {
                int tap = (first + i) % kernelSize;
                terms[run * length + i] = (first + i) / kernelSize * pitch + tap * geometry.dilation();
                if (i == 0 || tap == 0 || geometry.dilation() > 1) {
                    starts[stretches++] = run * length + i;
                }
                counts[stretches - 1]++;
            }
            if (weights.count(run) < length) {
                blanks[filled++] = run * length + length - 1;
            }
        }
        int[] gathered = new int[all];
        Arrays.setAll(gathered, i -> i * StepKernel.BLOCK);
        return new StepTaps(
                terms,
                gathered,
                Arrays.copyOf(starts, stretches),
                Arrays.copyOf(counts, stretches),
                Arrays.stream(counts).max().orElseThrow(),
                Arrays.copyOf(blanks, filled));
    }

    /// Gathers what the terms of one frame meet: +0 where they have no effect.
    ///
    /// @param history *Not modified*
    /// @param base where the window begins in the first row
    /// @param x `[runs][length]`. *Modified*
    void gather(float[] history, int base, float[] x) {
        for (int i = 0; i < gathered.length; i++) {
            x[i] = history[base + terms[i]];
        }
        for (int blank : blanks) {
            x[blank] = 0;
        }
    }

    /// Gathers what the terms of a block of frames meet; anything where they have no effect.
    ///
    /// @param step from one frame's window to the next one's
    /// @param count of frames, at most [StepKernel#BLOCK]
    /// @param x `[runs][length][BLOCK]`. *Modified* for these frames
    void gather(float[] history, int base, int step, int count, float[] x) {
        for (int i = 0; i < gathered.length; i++) {
            int source = base + terms[i];
            for (int f = 0; f < count; f++) {
                x[gathered[i] + f] = history[source + f * step];
            }
        }
    }
}
