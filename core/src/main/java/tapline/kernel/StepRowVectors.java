package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [VectorStepKernel] for a block of frames and few output channels: vectors are frames. One run
/// of terms, summed in registers.
///
/// What term `t` meets at the first frame is in `x` at `base + from[first + t * WAYS]`; what it meets at the others
/// follows.
final class StepRowVectors {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final Class<? extends FloatVector> TYPE = Vectors.TYPE;
    private static final int BLOCK = StepKernel.BLOCK;
    private static final int WAYS = StepRuns.WAYS;

    private StepRowVectors() {}

    /// A vector of frames by eight output channels.
    ///
    /// @param w `[count][8]` from `q`. *Not modified*
    /// @param starts `[8]` from `s`. *Not modified*
    /// @param isFirst whether the sums are written, or added to those of the runs before
    /// @param out `[8][BLOCK]` from `o`. *Modified* in the first `V` of each row
    static void eight(
            float[] x,
            int base,
            int[] from,
            int first,
            int count,
            float[] w,
            int q,
            float[] starts,
            int s,
            boolean isFirst,
            float[] out,
            int o) {
        FloatVector a = FloatVector.broadcast(SPECIES, starts[s]);
        FloatVector b = FloatVector.broadcast(SPECIES, starts[s + 1]);
        FloatVector c = FloatVector.broadcast(SPECIES, starts[s + 2]);
        FloatVector d = FloatVector.broadcast(SPECIES, starts[s + 3]);
        FloatVector e = FloatVector.broadcast(SPECIES, starts[s + 4]);
        FloatVector f = FloatVector.broadcast(SPECIES, starts[s + 5]);
        FloatVector g = FloatVector.broadcast(SPECIES, starts[s + 6]);
        FloatVector h = FloatVector.broadcast(SPECIES, starts[s + 7]);
        for (int t = 0; t < count; t++) {
            int at = q + t * 8;
            FloatVector n = FloatVector.fromArray(SPECIES, x, base + from[first + t * WAYS]);
            a = FloatVector.broadcast(SPECIES, w[at]).fma(n, a);
            b = FloatVector.broadcast(SPECIES, w[at + 1]).fma(n, b);
            c = FloatVector.broadcast(SPECIES, w[at + 2]).fma(n, c);
            d = FloatVector.broadcast(SPECIES, w[at + 3]).fma(n, d);
            e = FloatVector.broadcast(SPECIES, w[at + 4]).fma(n, e);
            f = FloatVector.broadcast(SPECIES, w[at + 5]).fma(n, f);
            g = FloatVector.broadcast(SPECIES, w[at + 6]).fma(n, g);
            h = FloatVector.broadcast(SPECIES, w[at + 7]).fma(n, h);
        }
        StepSums.put(TYPE.cast(a), isFirst, out, o);
        StepSums.put(TYPE.cast(b), isFirst, out, o + BLOCK);
        StepSums.put(TYPE.cast(c), isFirst, out, o + 2 * BLOCK);
        StepSums.put(TYPE.cast(d), isFirst, out, o + 3 * BLOCK);
        StepSums.put(TYPE.cast(e), isFirst, out, o + 4 * BLOCK);
        StepSums.put(TYPE.cast(f), isFirst, out, o + 5 * BLOCK);
        StepSums.put(TYPE.cast(g), isFirst, out, o + 6 * BLOCK);
        StepSums.put(TYPE.cast(h), isFirst, out, o + 7 * BLOCK);
    }

    /// A vector of frames by four output channels; all as above, with fours.
    static void four(
            float[] x,
            int base,
            int[] from,
            int first,
            int count,
            float[] w,
            int q,
            float[] starts,
            int s,
            boolean isFirst,
            float[] out,
            int o) {
        FloatVector a = FloatVector.broadcast(SPECIES, starts[s]);
        FloatVector b = FloatVector.broadcast(SPECIES, starts[s + 1]);
        FloatVector c = FloatVector.broadcast(SPECIES, starts[s + 2]);
        FloatVector d = FloatVector.broadcast(SPECIES, starts[s + 3]);
        for (int t = 0; t < count; t++) {
            int at = q + t * 4;
            FloatVector n = FloatVector.fromArray(SPECIES, x, base + from[first + t * WAYS]);
            a = FloatVector.broadcast(SPECIES, w[at]).fma(n, a);
            b = FloatVector.broadcast(SPECIES, w[at + 1]).fma(n, b);
            c = FloatVector.broadcast(SPECIES, w[at + 2]).fma(n, c);
            d = FloatVector.broadcast(SPECIES, w[at + 3]).fma(n, d);
        }
        StepSums.put(TYPE.cast(a), isFirst, out, o);
        StepSums.put(TYPE.cast(b), isFirst, out, o + BLOCK);
        StepSums.put(TYPE.cast(c), isFirst, out, o + 2 * BLOCK);
        StepSums.put(TYPE.cast(d), isFirst, out, o + 3 * BLOCK);
    }

    /// A vector of frames of one output channel.
    ///
    /// @param w from `q`, `next` apart. *Not modified*
    /// @param out *Modified* in `V` floats from `o`
    static void one(
            float[] x,
            int base,
            int[] from,
            int first,
            int count,
            float[] w,
            int q,
            int next,
            float[] starts,
            int s,
            boolean isFirst,
            float[] out,
            int o) {
        FloatVector a = FloatVector.broadcast(SPECIES, starts[s]);
        for (int t = 0; t < count; t++) {
            FloatVector n = FloatVector.fromArray(SPECIES, x, base + from[first + t * WAYS]);
            a = FloatVector.broadcast(SPECIES, w[q + t * next]).fma(n, a);
        }
        StepSums.put(TYPE.cast(a), isFirst, out, o);
    }
}
