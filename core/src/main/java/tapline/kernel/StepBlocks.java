package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [VectorStepKernel] for a block of frames: one run of terms, summed in registers.
///
/// What term `t` meets at the block's frames is contiguous in `x`, from `base + from[t]`.
final class StepBlocks {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int V = SPECIES.length();
    private static final int BLOCK = StepKernel.BLOCK;

    /// Frames of one tile whose vectors are output channels.
    static final int FRAMES = 8;

    private StepBlocks() {}

    /// Eight frames by a vector of output channels.
    ///
    /// @param w `[terms][V]` from `q`. *Not modified*
    /// @param starts `[V]` from `s`. *Not modified*
    /// @param out frames, `step` apart, from `o`. *Modified*
    static void channels(
            float[] x,
            int base,
            int[] from,
            int first,
            int end,
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
        for (int t = first; t < end; t++) {
            int at = base + from[t];
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
    /// one's. `w` is `[terms][2][V]`.
    static void twoVectors(
            float[] x,
            int base,
            int[] from,
            int first,
            int end,
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
        for (int t = first; t < end; t++) {
            int at = base + from[t];
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

    /// A vector of frames by eight output channels.
    ///
    /// @param w `[terms][8]` from `q`. *Not modified*
    /// @param starts `[8]` from `s`. *Not modified*
    /// @param out `[8][BLOCK]` from `o`. *Modified* in the first `V` of each row
    static void eightRows(
            float[] x,
            int base,
            int[] from,
            int first,
            int end,
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
        FloatVector e = FloatVector.broadcast(SPECIES, starts[s + 4]);
        FloatVector f = FloatVector.broadcast(SPECIES, starts[s + 5]);
        FloatVector g = FloatVector.broadcast(SPECIES, starts[s + 6]);
        FloatVector h = FloatVector.broadcast(SPECIES, starts[s + 7]);
        for (int t = first; t < end; t++) {
            int at = q + t * 8;
            FloatVector n = FloatVector.fromArray(SPECIES, x, base + from[t]);
            a = FloatVector.broadcast(SPECIES, w[at]).fma(n, a);
            b = FloatVector.broadcast(SPECIES, w[at + 1]).fma(n, b);
            c = FloatVector.broadcast(SPECIES, w[at + 2]).fma(n, c);
            d = FloatVector.broadcast(SPECIES, w[at + 3]).fma(n, d);
            e = FloatVector.broadcast(SPECIES, w[at + 4]).fma(n, e);
            f = FloatVector.broadcast(SPECIES, w[at + 5]).fma(n, f);
            g = FloatVector.broadcast(SPECIES, w[at + 6]).fma(n, g);
            h = FloatVector.broadcast(SPECIES, w[at + 7]).fma(n, h);
        }
        a.intoArray(out, o);
        b.intoArray(out, o + BLOCK);
        c.intoArray(out, o + 2 * BLOCK);
        d.intoArray(out, o + 3 * BLOCK);
        e.intoArray(out, o + 4 * BLOCK);
        f.intoArray(out, o + 5 * BLOCK);
        g.intoArray(out, o + 6 * BLOCK);
        h.intoArray(out, o + 7 * BLOCK);
    }

    /// A vector of frames by four output channels: as [#eightRows], but for `w`, which is `[terms][4]`.
    static void fourRows(
            float[] x,
            int base,
            int[] from,
            int first,
            int end,
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
        for (int t = first; t < end; t++) {
            int at = q + t * 4;
            FloatVector n = FloatVector.fromArray(SPECIES, x, base + from[t]);
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

    /// A vector of frames of one output channel: as [#eightRows], but for `w`, which is `[terms]`.
    static void oneRow(
            float[] x,
            int base,
            int[] from,
            int first,
            int end,
            float[] w,
            int q,
            float[] starts,
            int s,
            float[] out,
            int o) {
        FloatVector a = FloatVector.broadcast(SPECIES, starts[s]);
        for (int t = first; t < end; t++) {
            FloatVector n = FloatVector.fromArray(SPECIES, x, base + from[t]);
            a = FloatVector.broadcast(SPECIES, w[q + t]).fma(n, a);
        }
        a.intoArray(out, o);
    }
}
