package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// What [StepTaps] gathers, and what becomes of the sums, by vectors.
final class StepGather {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int V = SPECIES.length();
    private static final int BLOCK = StepKernel.BLOCK;

    private StepGather() {}

    /// Whole vectors for each stretch: what is too much is overwritten by the next one, or is behind the end.
    static void frame(StepTaps taps, float[] history, int base, float[] x) {
        int[] from = taps.from();
        int[] to = taps.to();
        int[] counts = taps.counts();
        for (int i = 0; i < from.length; i++) {
            int source = base + from[i];
            int target = to[i];
            for (int k = 0; k < counts[i]; k += V) {
                FloatVector.fromArray(SPECIES, history, source + k).intoArray(x, target + k);
            }
        }
        for (int blank : taps.blanks()) {
            x[blank] = 0;
        }
    }

    /// The same where a vector is enough for each stretch.
    static void vectors(StepTaps taps, float[] history, int base, float[] x) {
        int[] from = taps.from();
        int[] to = taps.to();
        for (int i = 0; i < from.length; i++) {
            FloatVector.fromArray(SPECIES, history, base + from[i]).intoArray(x, to[i]);
        }
        for (int blank : taps.blanks()) {
            x[blank] = 0;
        }
    }

    /// Neighbouring windows: what a term meets at each frame of the block is contiguous.
    static void block(StepTaps taps, float[] history, int base, float[] x) {
        int[] from = taps.from();
        int[] to = taps.to();
        int[] counts = taps.counts();
        for (int i = 0; i < from.length; i++) {
            int source = base + from[i];
            int target = to[i] * BLOCK;
            for (int k = 0; k < counts[i]; k++) {
                for (int f = 0; f < BLOCK; f += V) {
                    FloatVector.fromArray(SPECIES, history, source + k + f).intoArray(x, target + k * BLOCK + f);
                }
            }
        }
        clear(taps.blanks(), x);
    }

    /// The signals of a block: what a term meets in each of them is contiguous.
    static void slots(SlotTaps taps, float[] history, int[] rows, int at, float[] x) {
        int[] channels = taps.channels();
        int[] positions = taps.taps();
        int[] to = taps.to();
        for (int t = 0; t < to.length; t++) {
            int source = rows[positions[t]] + at + channels[t] * BLOCK;
            int target = to[t] * BLOCK;
            for (int f = 0; f < BLOCK; f += V) {
                FloatVector.fromArray(SPECIES, history, source + f).intoArray(x, target + f);
            }
        }
        clear(taps.blanks(), x);
    }

    private static void clear(int[] blanks, float[] x) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int blank : blanks) {
            for (int f = 0; f < BLOCK; f += V) {
                zero.intoArray(x, blank * BLOCK + f);
            }
        }
    }

    /// Adds the runs of each vector of output channels.
    ///
    /// @param sums `[vectors][runs][V]` from `from`. *Modified*
    /// @param out `count` output channels from `to`. *Modified*
    static void sum(float[] sums, int from, int runs, float[] out, int to, int count) {
        int c = 0;
        for (; c + V <= count; c += V) {
            sum(sums, from + c * runs, runs).intoArray(out, to + c);
        }
        if (c < count) {
            int at = from + c * runs;
            sum(sums, at, runs).intoArray(sums, at);
            for (int i = 0; i < count - c; i++) {
                out[to + c + i] = sums[at + i];
            }
        }
    }

    private static FloatVector sum(float[] sums, int at, int runs) {
        FloatVector sum = FloatVector.fromArray(SPECIES, sums, at);
        for (int run = 1; run < runs; run++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, sums, at + run * V));
        }
        return sum;
    }
}
