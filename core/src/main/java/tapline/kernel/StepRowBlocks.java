package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [VectorStepKernel] for a block of frames that are neighbours: one run of terms, summed in
/// registers.
///
/// What term `t` meets at the first frame is in `x` at `base + from[first + t * WAYS]`; what it meets at the others
/// follows. So one check of the range serves all of them, which is what makes these faster than [StepBlocks].
final class StepRowBlocks {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final Class<? extends FloatVector> TYPE = Vectors.TYPE;
    private static final int V = SPECIES.length();
    private static final int WAYS = StepRuns.WAYS;

    private StepRowBlocks() {}

    /// Eight frames by a vector of output channels.
    ///
    /// @param w `[count][V]` from `q`. *Not modified*
    /// @param starts `[V]` from `s`. *Not modified*
    /// @param out frames, `step` apart, from `o`. *Modified*
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
            float[] out,
            int o,
            int step) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        for (int t = 0; t < count; t++) {
            int at = base + from[first + t * WAYS];
            FloatVector k = FloatVector.fromArray(SPECIES, w, q + t * V);
            a = FloatVector.broadcast(SPECIES, x[at]).fma(k, a);
            b = FloatVector.broadcast(SPECIES, x[at + 1]).fma(k, b);
            c = FloatVector.broadcast(SPECIES, x[at + 2]).fma(k, c);
            d = FloatVector.broadcast(SPECIES, x[at + 3]).fma(k, d);
            e = FloatVector.broadcast(SPECIES, x[at + 4]).fma(k, e);
            f = FloatVector.broadcast(SPECIES, x[at + 5]).fma(k, f);
            g = FloatVector.broadcast(SPECIES, x[at + 6]).fma(k, g);
            h = FloatVector.broadcast(SPECIES, x[at + 7]).fma(k, h);
        }
        TYPE.cast(a).intoArray(out, o);
        TYPE.cast(b).intoArray(out, o + step);
        TYPE.cast(c).intoArray(out, o + 2 * step);
        TYPE.cast(d).intoArray(out, o + 3 * step);
        TYPE.cast(e).intoArray(out, o + 4 * step);
        TYPE.cast(f).intoArray(out, o + 5 * step);
        TYPE.cast(g).intoArray(out, o + 6 * step);
        TYPE.cast(h).intoArray(out, o + 7 * step);
    }

    /// Sixteen frames by a vector of output channels.
    static void sixteen(
            float[] x,
            int base,
            int[] from,
            int first,
            int count,
            float[] w,
            int q,
            float[] starts,
            int s,
            float[] out,
            int o,
            int step) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector a6 = a0;
        FloatVector a7 = a0;
        FloatVector a8 = a0;
        FloatVector a9 = a0;
        FloatVector a10 = a0;
        FloatVector a11 = a0;
        FloatVector a12 = a0;
        FloatVector a13 = a0;
        FloatVector a14 = a0;
        FloatVector a15 = a0;
        for (int t = 0; t < count; t++) {
            int at = base + from[first + t * WAYS];
            FloatVector k = FloatVector.fromArray(SPECIES, w, q + t * V);
            a0 = FloatVector.broadcast(SPECIES, x[at]).fma(k, a0);
            a1 = FloatVector.broadcast(SPECIES, x[at + 1]).fma(k, a1);
            a2 = FloatVector.broadcast(SPECIES, x[at + 2]).fma(k, a2);
            a3 = FloatVector.broadcast(SPECIES, x[at + 3]).fma(k, a3);
            a4 = FloatVector.broadcast(SPECIES, x[at + 4]).fma(k, a4);
            a5 = FloatVector.broadcast(SPECIES, x[at + 5]).fma(k, a5);
            a6 = FloatVector.broadcast(SPECIES, x[at + 6]).fma(k, a6);
            a7 = FloatVector.broadcast(SPECIES, x[at + 7]).fma(k, a7);
            a8 = FloatVector.broadcast(SPECIES, x[at + 8]).fma(k, a8);
            a9 = FloatVector.broadcast(SPECIES, x[at + 9]).fma(k, a9);
            a10 = FloatVector.broadcast(SPECIES, x[at + 10]).fma(k, a10);
            a11 = FloatVector.broadcast(SPECIES, x[at + 11]).fma(k, a11);
            a12 = FloatVector.broadcast(SPECIES, x[at + 12]).fma(k, a12);
            a13 = FloatVector.broadcast(SPECIES, x[at + 13]).fma(k, a13);
            a14 = FloatVector.broadcast(SPECIES, x[at + 14]).fma(k, a14);
            a15 = FloatVector.broadcast(SPECIES, x[at + 15]).fma(k, a15);
        }
        TYPE.cast(a0).intoArray(out, o);
        TYPE.cast(a1).intoArray(out, o + step);
        TYPE.cast(a2).intoArray(out, o + 2 * step);
        TYPE.cast(a3).intoArray(out, o + 3 * step);
        TYPE.cast(a4).intoArray(out, o + 4 * step);
        TYPE.cast(a5).intoArray(out, o + 5 * step);
        TYPE.cast(a6).intoArray(out, o + 6 * step);
        TYPE.cast(a7).intoArray(out, o + 7 * step);
        TYPE.cast(a8).intoArray(out, o + 8 * step);
        TYPE.cast(a9).intoArray(out, o + 9 * step);
        TYPE.cast(a10).intoArray(out, o + 10 * step);
        TYPE.cast(a11).intoArray(out, o + 11 * step);
        TYPE.cast(a12).intoArray(out, o + 12 * step);
        TYPE.cast(a13).intoArray(out, o + 13 * step);
        TYPE.cast(a14).intoArray(out, o + 14 * step);
        TYPE.cast(a15).intoArray(out, o + 15 * step);
    }

    /// Eight frames by two vectors of output channels, the second one's starts `later` floats behind the first
    /// one's. `w` is `[count][2][V]`.
    static void eightByTwo(
            float[] x,
            int base,
            int[] from,
            int first,
            int count,
            float[] w,
            int q,
            float[] starts,
            int s,
            int later,
            float[] out,
            int o,
            int step) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        FloatVector a1 = FloatVector.fromArray(SPECIES, starts, s + later);
        FloatVector b1 = a1;
        FloatVector c1 = a1;
        FloatVector d1 = a1;
        FloatVector e1 = a1;
        FloatVector f1 = a1;
        FloatVector g1 = a1;
        FloatVector h1 = a1;
        for (int t = 0; t < count; t++) {
            int at = base + from[first + t * WAYS];
            FloatVector k = FloatVector.fromArray(SPECIES, w, q + t * (2 * V));
            FloatVector k1 = FloatVector.fromArray(SPECIES, w, q + V + t * (2 * V));
            FloatVector n = FloatVector.broadcast(SPECIES, x[at]);
            a = n.fma(k, a);
            a1 = n.fma(k1, a1);
            n = FloatVector.broadcast(SPECIES, x[at + 1]);
            b = n.fma(k, b);
            b1 = n.fma(k1, b1);
            n = FloatVector.broadcast(SPECIES, x[at + 2]);
            c = n.fma(k, c);
            c1 = n.fma(k1, c1);
            n = FloatVector.broadcast(SPECIES, x[at + 3]);
            d = n.fma(k, d);
            d1 = n.fma(k1, d1);
            n = FloatVector.broadcast(SPECIES, x[at + 4]);
            e = n.fma(k, e);
            e1 = n.fma(k1, e1);
            n = FloatVector.broadcast(SPECIES, x[at + 5]);
            f = n.fma(k, f);
            f1 = n.fma(k1, f1);
            n = FloatVector.broadcast(SPECIES, x[at + 6]);
            g = n.fma(k, g);
            g1 = n.fma(k1, g1);
            n = FloatVector.broadcast(SPECIES, x[at + 7]);
            h = n.fma(k, h);
            h1 = n.fma(k1, h1);
        }
        TYPE.cast(a).intoArray(out, o);
        TYPE.cast(b).intoArray(out, o + step);
        TYPE.cast(c).intoArray(out, o + 2 * step);
        TYPE.cast(d).intoArray(out, o + 3 * step);
        TYPE.cast(e).intoArray(out, o + 4 * step);
        TYPE.cast(f).intoArray(out, o + 5 * step);
        TYPE.cast(g).intoArray(out, o + 6 * step);
        TYPE.cast(h).intoArray(out, o + 7 * step);
        TYPE.cast(a1).intoArray(out, o + V);
        TYPE.cast(b1).intoArray(out, o + step + V);
        TYPE.cast(c1).intoArray(out, o + 2 * step + V);
        TYPE.cast(d1).intoArray(out, o + 3 * step + V);
        TYPE.cast(e1).intoArray(out, o + 4 * step + V);
        TYPE.cast(f1).intoArray(out, o + 5 * step + V);
        TYPE.cast(g1).intoArray(out, o + 6 * step + V);
        TYPE.cast(h1).intoArray(out, o + 7 * step + V);
    }
}
