package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [PanelConv]: some output channels by three vectors of samples, summed in registers.
///
/// Each is one chain of fused multiply-adds for each output, over `terms` terms. They are written out, and kept
/// small, because the compiler keeps vectors in registers only in simple loops of small methods.
final class Tiles {
    static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int V = SPECIES.length();

    /// Samples of one tile.
    static final int WIDTH = 3 * V;

    private Tiles() {}

    /// Eight channels.
    ///
    /// @param panel `[terms][WIDTH]` from `p`: what each term meets. *Not modified*
    /// @param w `[terms][8]` from `q`: each term's weights. *Not modified*
    /// @param start `[8]` from `s`: where the chains begin. *Not modified*
    /// @param out rows of WIDTH samples, `stride` apart, from `o`. *Modified*
    static void eight(
            float[] panel, int p, float[] w, int q, int terms, float[] start, int s, float[] out, int o, int stride) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, start[s]);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector b0 = FloatVector.broadcast(SPECIES, start[s + 1]);
        FloatVector b1 = b0;
        FloatVector b2 = b0;
        FloatVector c0 = FloatVector.broadcast(SPECIES, start[s + 2]);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector d0 = FloatVector.broadcast(SPECIES, start[s + 3]);
        FloatVector d1 = d0;
        FloatVector d2 = d0;
        FloatVector e0 = FloatVector.broadcast(SPECIES, start[s + 4]);
        FloatVector e1 = e0;
        FloatVector e2 = e0;
        FloatVector f0 = FloatVector.broadcast(SPECIES, start[s + 5]);
        FloatVector f1 = f0;
        FloatVector f2 = f0;
        FloatVector g0 = FloatVector.broadcast(SPECIES, start[s + 6]);
        FloatVector g1 = g0;
        FloatVector g2 = g0;
        FloatVector h0 = FloatVector.broadcast(SPECIES, start[s + 7]);
        FloatVector h1 = h0;
        FloatVector h2 = h0;
        for (int t = 0; t < terms; t++) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, panel, p + t * WIDTH);
            FloatVector x1 = FloatVector.fromArray(SPECIES, panel, p + t * WIDTH + V);
            FloatVector x2 = FloatVector.fromArray(SPECIES, panel, p + t * WIDTH + 2 * V);
            FloatVector k = FloatVector.broadcast(SPECIES, w[q + t * 8]);
            a0 = k.fma(x0, a0);
            a1 = k.fma(x1, a1);
            a2 = k.fma(x2, a2);
            k = FloatVector.broadcast(SPECIES, w[q + t * 8 + 1]);
            b0 = k.fma(x0, b0);
            b1 = k.fma(x1, b1);
            b2 = k.fma(x2, b2);
            k = FloatVector.broadcast(SPECIES, w[q + t * 8 + 2]);
            c0 = k.fma(x0, c0);
            c1 = k.fma(x1, c1);
            c2 = k.fma(x2, c2);
            k = FloatVector.broadcast(SPECIES, w[q + t * 8 + 3]);
            d0 = k.fma(x0, d0);
            d1 = k.fma(x1, d1);
            d2 = k.fma(x2, d2);
            k = FloatVector.broadcast(SPECIES, w[q + t * 8 + 4]);
            e0 = k.fma(x0, e0);
            e1 = k.fma(x1, e1);
            e2 = k.fma(x2, e2);
            k = FloatVector.broadcast(SPECIES, w[q + t * 8 + 5]);
            f0 = k.fma(x0, f0);
            f1 = k.fma(x1, f1);
            f2 = k.fma(x2, f2);
            k = FloatVector.broadcast(SPECIES, w[q + t * 8 + 6]);
            g0 = k.fma(x0, g0);
            g1 = k.fma(x1, g1);
            g2 = k.fma(x2, g2);
            k = FloatVector.broadcast(SPECIES, w[q + t * 8 + 7]);
            h0 = k.fma(x0, h0);
            h1 = k.fma(x1, h1);
            h2 = k.fma(x2, h2);
        }
        a0.intoArray(out, o);
        a1.intoArray(out, o + V);
        a2.intoArray(out, o + 2 * V);
        b0.intoArray(out, o + stride);
        b1.intoArray(out, o + stride + V);
        b2.intoArray(out, o + stride + 2 * V);
        c0.intoArray(out, o + 2 * stride);
        c1.intoArray(out, o + 2 * stride + V);
        c2.intoArray(out, o + 2 * stride + 2 * V);
        d0.intoArray(out, o + 3 * stride);
        d1.intoArray(out, o + 3 * stride + V);
        d2.intoArray(out, o + 3 * stride + 2 * V);
        e0.intoArray(out, o + 4 * stride);
        e1.intoArray(out, o + 4 * stride + V);
        e2.intoArray(out, o + 4 * stride + 2 * V);
        f0.intoArray(out, o + 5 * stride);
        f1.intoArray(out, o + 5 * stride + V);
        f2.intoArray(out, o + 5 * stride + 2 * V);
        g0.intoArray(out, o + 6 * stride);
        g1.intoArray(out, o + 6 * stride + V);
        g2.intoArray(out, o + 6 * stride + 2 * V);
        h0.intoArray(out, o + 7 * stride);
        h1.intoArray(out, o + 7 * stride + V);
        h2.intoArray(out, o + 7 * stride + 2 * V);
    }

    /// Four channels: parameters as in [#eight], with four for eight.
    static void four(
            float[] panel, int p, float[] w, int q, int terms, float[] start, int s, float[] out, int o, int stride) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, start[s]);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector b0 = FloatVector.broadcast(SPECIES, start[s + 1]);
        FloatVector b1 = b0;
        FloatVector b2 = b0;
        FloatVector c0 = FloatVector.broadcast(SPECIES, start[s + 2]);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector d0 = FloatVector.broadcast(SPECIES, start[s + 3]);
        FloatVector d1 = d0;
        FloatVector d2 = d0;
        for (int t = 0; t < terms; t++) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, panel, p + t * WIDTH);
            FloatVector x1 = FloatVector.fromArray(SPECIES, panel, p + t * WIDTH + V);
            FloatVector x2 = FloatVector.fromArray(SPECIES, panel, p + t * WIDTH + 2 * V);
            FloatVector k = FloatVector.broadcast(SPECIES, w[q + t * 4]);
            a0 = k.fma(x0, a0);
            a1 = k.fma(x1, a1);
            a2 = k.fma(x2, a2);
            k = FloatVector.broadcast(SPECIES, w[q + t * 4 + 1]);
            b0 = k.fma(x0, b0);
            b1 = k.fma(x1, b1);
            b2 = k.fma(x2, b2);
            k = FloatVector.broadcast(SPECIES, w[q + t * 4 + 2]);
            c0 = k.fma(x0, c0);
            c1 = k.fma(x1, c1);
            c2 = k.fma(x2, c2);
            k = FloatVector.broadcast(SPECIES, w[q + t * 4 + 3]);
            d0 = k.fma(x0, d0);
            d1 = k.fma(x1, d1);
            d2 = k.fma(x2, d2);
        }
        a0.intoArray(out, o);
        a1.intoArray(out, o + V);
        a2.intoArray(out, o + 2 * V);
        b0.intoArray(out, o + stride);
        b1.intoArray(out, o + stride + V);
        b2.intoArray(out, o + stride + 2 * V);
        c0.intoArray(out, o + 2 * stride);
        c1.intoArray(out, o + 2 * stride + V);
        c2.intoArray(out, o + 2 * stride + 2 * V);
        d0.intoArray(out, o + 3 * stride);
        d1.intoArray(out, o + 3 * stride + V);
        d2.intoArray(out, o + 3 * stride + 2 * V);
    }

    /// One channel: parameters as in [#eight], with one for eight.
    static void one(float[] panel, int p, float[] w, int q, int terms, float[] start, int s, float[] out, int o) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, start[s]);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        for (int t = 0; t < terms; t++) {
            FloatVector k = FloatVector.broadcast(SPECIES, w[q + t]);
            a0 = k.fma(FloatVector.fromArray(SPECIES, panel, p + t * WIDTH), a0);
            a1 = k.fma(FloatVector.fromArray(SPECIES, panel, p + t * WIDTH + V), a1);
            a2 = k.fma(FloatVector.fromArray(SPECIES, panel, p + t * WIDTH + 2 * V), a2);
        }
        a0.intoArray(out, o);
        a1.intoArray(out, o + V);
        a2.intoArray(out, o + 2 * V);
    }

    /// Copies what taps meet at WIDTH samples, which all lie in the signal.
    ///
    /// @param x the input: tap `k` meets `x[from + k * dilation]` first. *Not modified*
    /// @param panel `[taps][WIDTH]` from `p`. *Modified*
    static void pack(float[] x, int from, int dilation, int taps, float[] panel, int p) {
        for (int k = 0; k < taps; k++) {
            int at = from + k * dilation;
            FloatVector.fromArray(SPECIES, x, at).intoArray(panel, p + k * WIDTH);
            FloatVector.fromArray(SPECIES, x, at + V).intoArray(panel, p + k * WIDTH + V);
            FloatVector.fromArray(SPECIES, x, at + 2 * V).intoArray(panel, p + k * WIDTH + 2 * V);
        }
    }

    /// Adds rows of WIDTH samples to others.
    ///
    /// @param tile `[rows][WIDTH]`. *Not modified*
    /// @param out rows of WIDTH samples, `stride` apart, from `o`. *Modified*
    static void add(float[] tile, int rows, float[] out, int o, int stride) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < WIDTH; i += V) {
                FloatVector sum = FloatVector.fromArray(SPECIES, out, o + r * stride + i);
                sum.add(FloatVector.fromArray(SPECIES, tile, r * WIDTH + i)).intoArray(out, o + r * stride + i);
            }
        }
    }
}
