package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [VectorStepKernel] for a block of frames that lie apart: one run of terms, summed in
/// registers.
///
/// What term `t` meets at the first frame is in `x` at `base + from[first + t * WAYS]`; at the next one it is `apart`
/// floats behind.
final class StepBlocks {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final Class<? extends FloatVector> TYPE = Vectors.TYPE;
    private static final int V = SPECIES.length();
    private static final int WAYS = StepRuns.WAYS;

    /// Frames of a tile.
    static final int FRAMES = 8;

    private StepBlocks() {}

    /// Eight frames by a vector of output channels.
    ///
    /// @param w `[count][V]` from `q`. *Not modified*
    /// @param starts `[V]` from `s`. *Not modified*
    /// @param out frames, `step` apart, from `o`. *Modified*
    static void channels(
            float[] x,
            int base,
            int apart,
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
            at += apart;
            b = FloatVector.broadcast(SPECIES, x[at]).fma(k, b);
            at += apart;
            c = FloatVector.broadcast(SPECIES, x[at]).fma(k, c);
            at += apart;
            d = FloatVector.broadcast(SPECIES, x[at]).fma(k, d);
            at += apart;
            e = FloatVector.broadcast(SPECIES, x[at]).fma(k, e);
            at += apart;
            f = FloatVector.broadcast(SPECIES, x[at]).fma(k, f);
            at += apart;
            g = FloatVector.broadcast(SPECIES, x[at]).fma(k, g);
            at += apart;
            h = FloatVector.broadcast(SPECIES, x[at]).fma(k, h);
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

    /// Eight frames by two vectors of output channels, the second one's starts `later` floats behind the first
    /// one's. `w` is `[count][2][V]`.
    static void twoVectors(
            float[] x,
            int base,
            int apart,
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
            at += apart;
            n = FloatVector.broadcast(SPECIES, x[at]);
            b = n.fma(k, b);
            b1 = n.fma(k1, b1);
            at += apart;
            n = FloatVector.broadcast(SPECIES, x[at]);
            c = n.fma(k, c);
            c1 = n.fma(k1, c1);
            at += apart;
            n = FloatVector.broadcast(SPECIES, x[at]);
            d = n.fma(k, d);
            d1 = n.fma(k1, d1);
            at += apart;
            n = FloatVector.broadcast(SPECIES, x[at]);
            e = n.fma(k, e);
            e1 = n.fma(k1, e1);
            at += apart;
            n = FloatVector.broadcast(SPECIES, x[at]);
            f = n.fma(k, f);
            f1 = n.fma(k1, f1);
            at += apart;
            n = FloatVector.broadcast(SPECIES, x[at]);
            g = n.fma(k, g);
            g1 = n.fma(k1, g1);
            at += apart;
            n = FloatVector.broadcast(SPECIES, x[at]);
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
