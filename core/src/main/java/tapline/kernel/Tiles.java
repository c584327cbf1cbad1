package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [PanelConv]: some output channels by two vectors of samples, summed in registers, block
/// after block of their terms.
///
/// They are written out, and kept small, because the compiler keeps vectors in registers only in simple loops of
/// small methods. Eight sums or more keep both multipliers of a processor busy; with 24 of them and what they meet,
/// the compiler runs out of 32 registers, and one sum waits for memory at each term.
///
/// @param panel tiles of `[terms][WIDTH]`, `pitch` apart: what each term meets. *Not modified*
/// @param pitch from one tile of the panel to the next
/// @param weights tiles of `[terms][channels]`. *Not modified*
/// @param starts where chains begin: the biases, and [#MOST] zeros. *Not modified*
/// @param zeros where the zeros are
/// @param bounds the first term of each block, and behind them the number of terms. *Not modified*
record Tiles(float[] panel, int pitch, float[] weights, float[] starts, int zeros, int[] bounds) {
    static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final Class<? extends FloatVector> TYPE = Vectors.TYPE;
    private static final int V = SPECIES.length();

    /// Samples of one tile.
    static final int WIDTH = 2 * V;

    /// The most channels of a tile.
    static final int MOST = 8;

    /// Eight channels in `count` tiles, for blocks `first` to `end` (exclusive) of their terms; later ones are added
    /// to what is there.
    ///
    /// @param p where the panel's first term 0 is
    /// @param w where the weights' term 0 is
    /// @param bias of the first channel: where it is in the starts
    /// @param out rows of WIDTH samples, `stride` apart, from `o`. *Modified*
    void eight(int p, int w, int first, int end, int bias, int count, float[] out, int o, int stride) {
        for (int b = first; b < end; b++) {
            int from = b == 0 ? bias : zeros;
            for (int tile = 0; tile < count; tile++) {
                int x = p + tile * pitch;
                int to = o + tile * WIDTH;
                FloatVector a0 = FloatVector.broadcast(SPECIES, starts[from]);
                FloatVector a1 = a0;
                FloatVector b0 = FloatVector.broadcast(SPECIES, starts[from + 1]);
                FloatVector b1 = b0;
                FloatVector c0 = FloatVector.broadcast(SPECIES, starts[from + 2]);
                FloatVector c1 = c0;
                FloatVector d0 = FloatVector.broadcast(SPECIES, starts[from + 3]);
                FloatVector d1 = d0;
                FloatVector e0 = FloatVector.broadcast(SPECIES, starts[from + 4]);
                FloatVector e1 = e0;
                FloatVector f0 = FloatVector.broadcast(SPECIES, starts[from + 5]);
                FloatVector f1 = f0;
                FloatVector g0 = FloatVector.broadcast(SPECIES, starts[from + 6]);
                FloatVector g1 = g0;
                FloatVector h0 = FloatVector.broadcast(SPECIES, starts[from + 7]);
                FloatVector h1 = h0;
                for (int t = bounds[b]; t < bounds[b + 1]; t++) {
                    FloatVector x0 = FloatVector.fromArray(SPECIES, panel, x + t * WIDTH);
                    FloatVector x1 = FloatVector.fromArray(SPECIES, panel, x + t * WIDTH + V);
                    FloatVector k = FloatVector.broadcast(SPECIES, weights[w + t * 8]);
                    a0 = k.fma(x0, a0);
                    a1 = k.fma(x1, a1);
                    k = FloatVector.broadcast(SPECIES, weights[w + t * 8 + 1]);
                    b0 = k.fma(x0, b0);
                    b1 = k.fma(x1, b1);
                    k = FloatVector.broadcast(SPECIES, weights[w + t * 8 + 2]);
                    c0 = k.fma(x0, c0);
                    c1 = k.fma(x1, c1);
                    k = FloatVector.broadcast(SPECIES, weights[w + t * 8 + 3]);
                    d0 = k.fma(x0, d0);
                    d1 = k.fma(x1, d1);
                    k = FloatVector.broadcast(SPECIES, weights[w + t * 8 + 4]);
                    e0 = k.fma(x0, e0);
                    e1 = k.fma(x1, e1);
                    k = FloatVector.broadcast(SPECIES, weights[w + t * 8 + 5]);
                    f0 = k.fma(x0, f0);
                    f1 = k.fma(x1, f1);
                    k = FloatVector.broadcast(SPECIES, weights[w + t * 8 + 6]);
                    g0 = k.fma(x0, g0);
                    g1 = k.fma(x1, g1);
                    k = FloatVector.broadcast(SPECIES, weights[w + t * 8 + 7]);
                    h0 = k.fma(x0, h0);
                    h1 = k.fma(x1, h1);
                }
                if (b == 0) {
                    TYPE.cast(a0).intoArray(out, to);
                    TYPE.cast(a1).intoArray(out, to + V);
                    TYPE.cast(b0).intoArray(out, to + stride);
                    TYPE.cast(b1).intoArray(out, to + stride + V);
                    TYPE.cast(c0).intoArray(out, to + 2 * stride);
                    TYPE.cast(c1).intoArray(out, to + 2 * stride + V);
                    TYPE.cast(d0).intoArray(out, to + 3 * stride);
                    TYPE.cast(d1).intoArray(out, to + 3 * stride + V);
                    TYPE.cast(e0).intoArray(out, to + 4 * stride);
                    TYPE.cast(e1).intoArray(out, to + 4 * stride + V);
                    TYPE.cast(f0).intoArray(out, to + 5 * stride);
                    TYPE.cast(f1).intoArray(out, to + 5 * stride + V);
                    TYPE.cast(g0).intoArray(out, to + 6 * stride);
                    TYPE.cast(g1).intoArray(out, to + 6 * stride + V);
                    TYPE.cast(h0).intoArray(out, to + 7 * stride);
                    TYPE.cast(h1).intoArray(out, to + 7 * stride + V);
                } else {
                    FloatVector.fromArray(SPECIES, out, to).add(a0).intoArray(out, to);
                    FloatVector.fromArray(SPECIES, out, to + V).add(a1).intoArray(out, to + V);
                    FloatVector.fromArray(SPECIES, out, to + stride).add(b0).intoArray(out, to + stride);
                    FloatVector.fromArray(SPECIES, out, to + stride + V).add(b1).intoArray(out, to + stride + V);
                    FloatVector.fromArray(SPECIES, out, to + 2 * stride).add(c0).intoArray(out, to + 2 * stride);
                    FloatVector.fromArray(SPECIES, out, to + 2 * stride + V)
                            .add(c1)
                            .intoArray(out, to + 2 * stride + V);
                    FloatVector.fromArray(SPECIES, out, to + 3 * stride).add(d0).intoArray(out, to + 3 * stride);
                    FloatVector.fromArray(SPECIES, out, to + 3 * stride + V)
                            .add(d1)
                            .intoArray(out, to + 3 * stride + V);
                    FloatVector.fromArray(SPECIES, out, to + 4 * stride).add(e0).intoArray(out, to + 4 * stride);
                    FloatVector.fromArray(SPECIES, out, to + 4 * stride + V)
                            .add(e1)
                            .intoArray(out, to + 4 * stride + V);
                    FloatVector.fromArray(SPECIES, out, to + 5 * stride).add(f0).intoArray(out, to + 5 * stride);
                    FloatVector.fromArray(SPECIES, out, to + 5 * stride + V)
                            .add(f1)
                            .intoArray(out, to + 5 * stride + V);
                    FloatVector.fromArray(SPECIES, out, to + 6 * stride).add(g0).intoArray(out, to + 6 * stride);
                    FloatVector.fromArray(SPECIES, out, to + 6 * stride + V)
                            .add(g1)
                            .intoArray(out, to + 6 * stride + V);
                    FloatVector.fromArray(SPECIES, out, to + 7 * stride).add(h0).intoArray(out, to + 7 * stride);
                    FloatVector.fromArray(SPECIES, out, to + 7 * stride + V)
                            .add(h1)
                            .intoArray(out, to + 7 * stride + V);
                }
            }
        }
    }

    /// Four channels: parameters as in [#eight].
    void four(int p, int w, int first, int end, int bias, int count, float[] out, int o, int stride) {
        for (int b = first; b < end; b++) {
            int from = b == 0 ? bias : zeros;
            for (int tile = 0; tile < count; tile++) {
                int x = p + tile * pitch;
                int to = o + tile * WIDTH;
                FloatVector a0 = FloatVector.broadcast(SPECIES, starts[from]);
                FloatVector a1 = a0;
                FloatVector b0 = FloatVector.broadcast(SPECIES, starts[from + 1]);
                FloatVector b1 = b0;
                FloatVector c0 = FloatVector.broadcast(SPECIES, starts[from + 2]);
                FloatVector c1 = c0;
                FloatVector d0 = FloatVector.broadcast(SPECIES, starts[from + 3]);
                FloatVector d1 = d0;
                for (int t = bounds[b]; t < bounds[b + 1]; t++) {
                    FloatVector x0 = FloatVector.fromArray(SPECIES, panel, x + t * WIDTH);
                    FloatVector x1 = FloatVector.fromArray(SPECIES, panel, x + t * WIDTH + V);
                    FloatVector k = FloatVector.broadcast(SPECIES, weights[w + t * 4]);
                    a0 = k.fma(x0, a0);
                    a1 = k.fma(x1, a1);
                    k = FloatVector.broadcast(SPECIES, weights[w + t * 4 + 1]);
                    b0 = k.fma(x0, b0);
                    b1 = k.fma(x1, b1);
                    k = FloatVector.broadcast(SPECIES, weights[w + t * 4 + 2]);
                    c0 = k.fma(x0, c0);
                    c1 = k.fma(x1, c1);
                    k = FloatVector.broadcast(SPECIES, weights[w + t * 4 + 3]);
                    d0 = k.fma(x0, d0);
                    d1 = k.fma(x1, d1);
                }
                if (b == 0) {
                    TYPE.cast(a0).intoArray(out, to);
                    TYPE.cast(a1).intoArray(out, to + V);
                    TYPE.cast(b0).intoArray(out, to + stride);
                    TYPE.cast(b1).intoArray(out, to + stride + V);
                    TYPE.cast(c0).intoArray(out, to + 2 * stride);
                    TYPE.cast(c1).intoArray(out, to + 2 * stride + V);
                    TYPE.cast(d0).intoArray(out, to + 3 * stride);
                    TYPE.cast(d1).intoArray(out, to + 3 * stride + V);
                } else {
                    FloatVector.fromArray(SPECIES, out, to).add(a0).intoArray(out, to);
                    FloatVector.fromArray(SPECIES, out, to + V).add(a1).intoArray(out, to + V);
                    FloatVector.fromArray(SPECIES, out, to + stride).add(b0).intoArray(out, to + stride);
                    FloatVector.fromArray(SPECIES, out, to + stride + V).add(b1).intoArray(out, to + stride + V);
                    FloatVector.fromArray(SPECIES, out, to + 2 * stride).add(c0).intoArray(out, to + 2 * stride);
                    FloatVector.fromArray(SPECIES, out, to + 2 * stride + V)
                            .add(c1)
                            .intoArray(out, to + 2 * stride + V);
                    FloatVector.fromArray(SPECIES, out, to + 3 * stride).add(d0).intoArray(out, to + 3 * stride);
                    FloatVector.fromArray(SPECIES, out, to + 3 * stride + V)
                            .add(d1)
                            .intoArray(out, to + 3 * stride + V);
                }
            }
        }
    }

    /// One channel: parameters as in [#eight].
    void one(int p, int w, int first, int end, int bias, int count, float[] out, int o) {
        for (int b = first; b < end; b++) {
            int from = b == 0 ? bias : zeros;
            for (int tile = 0; tile < count; tile++) {
                int x = p + tile * pitch;
                int to = o + tile * WIDTH;
                FloatVector a0 = FloatVector.broadcast(SPECIES, starts[from]);
                FloatVector a1 = a0;
                for (int t = bounds[b]; t < bounds[b + 1]; t++) {
                    FloatVector x0 = FloatVector.fromArray(SPECIES, panel, x + t * WIDTH);
                    FloatVector x1 = FloatVector.fromArray(SPECIES, panel, x + t * WIDTH + V);
                    FloatVector k = FloatVector.broadcast(SPECIES, weights[w + t]);
                    a0 = k.fma(x0, a0);
                    a1 = k.fma(x1, a1);
                }
                if (b == 0) {
                    TYPE.cast(a0).intoArray(out, to);
                    TYPE.cast(a1).intoArray(out, to + V);
                } else {
                    FloatVector.fromArray(SPECIES, out, to).add(a0).intoArray(out, to);
                    FloatVector.fromArray(SPECIES, out, to + V).add(a1).intoArray(out, to + V);
                }
            }
        }
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
        }
    }
}
