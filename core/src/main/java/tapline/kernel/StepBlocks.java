package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [VectorStepKernel] for a block of frames: one run of terms, summed in registers.
///
/// What term `t` meets at the first frame is in `x` at `base + from[first + t * WAYS]`; at the next one it is `apart`
/// floats behind, or one where frames are vectors.
final class StepBlocks {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int V = SPECIES.length();
    private static final int BLOCK = StepKernel.BLOCK;
    private static final int WAYS = StepTaps.WAYS;

    /// Frames of one tile whose vectors are output channels.
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
        a.intoArray(out, o);
        b.intoArray(out, o + step);
        c.intoArray(out, o + 2 * step);
        d.intoArray(out, o + 3 * step);
        e.intoArray(out, o + 4 * step);
        f.intoArray(out, o + 5 * step);
        g.intoArray(out, o + 6 * step);
        h.intoArray(out, o + 7 * step);
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
        a.intoArray(out, o);
        b.intoArray(out, o + step);
        c.intoArray(out, o + 2 * step);
        d.intoArray(out, o + 3 * step);
        e.intoArray(out, o + 4 * step);
        f.intoArray(out, o + 5 * step);
        g.intoArray(out, o + 6 * step);
        h.intoArray(out, o + 7 * step);
        a1.intoArray(out, o + V);
        b1.intoArray(out, o + step + V);
        c1.intoArray(out, o + 2 * step + V);
        d1.intoArray(out, o + 3 * step + V);
        e1.intoArray(out, o + 4 * step + V);
        f1.intoArray(out, o + 5 * step + V);
        g1.intoArray(out, o + 6 * step + V);
        h1.intoArray(out, o + 7 * step + V);
    }

    /// A vector of frames by four output channels.
    ///
    /// @param w `[count][4]` from `q`. *Not modified*
    /// @param starts `[4]` from `s`. *Not modified*
    /// @param out `[4][BLOCK]` from `o`. *Modified* in the first `V` of each row
    static void fourRows(
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
        a.intoArray(out, o);
        b.intoArray(out, o + BLOCK);
        c.intoArray(out, o + 2 * BLOCK);
        d.intoArray(out, o + 3 * BLOCK);
    }

    /// A vector of frames of one output channel.
    ///
    /// @param w from `q`, `next` apart. *Not modified*
    /// @param out *Modified* in `V` floats from `o`
    static void oneRow(
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
            float[] out,
            int o) {
        FloatVector a = FloatVector.broadcast(SPECIES, starts[s]);
        for (int t = 0; t < count; t++) {
            FloatVector n = FloatVector.fromArray(SPECIES, x, base + from[first + t * WAYS]);
            a = FloatVector.broadcast(SPECIES, w[q + t * next]).fma(n, a);
        }
        a.intoArray(out, o);
    }
}
