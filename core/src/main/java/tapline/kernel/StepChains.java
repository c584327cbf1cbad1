package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [VectorStepKernel] for a single frame: some chains at once, each a vector of output
/// channels along one run of terms.
///
/// The weights of `n` chains are interleaved: term `t` of chain `j` has its at `q + (t * n + j) * V`. The start of
/// chain `j` is at `s + j * V`. The runs of each vector are added; vector `i` goes to `to + i * V`. They are
/// written out, and kept small, because the compiler keeps vectors in registers only in simple loops of small
/// methods.
final class StepChains {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int V = SPECIES.length();

    private StepChains() {}

    /// Eight chains, of which the last four meet what the first four meet.
    ///
    /// @param x what the terms meet, `[runs][length]`. *Not modified*
    /// @param runs how many chains make a vector of output channels: 1, 2 or 4
    static void eight(float[] x, int runs, int length, float[] w, int q, float[] starts, int s, float[] out, int to) {
        int p1 = (1 & runs - 1) * length;
        int p2 = (2 & runs - 1) * length;
        int p3 = (3 & runs - 1) * length;
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = FloatVector.fromArray(SPECIES, starts, s + V);
        FloatVector c = FloatVector.fromArray(SPECIES, starts, s + 2 * V);
        FloatVector d = FloatVector.fromArray(SPECIES, starts, s + 3 * V);
        FloatVector e = FloatVector.fromArray(SPECIES, starts, s + 4 * V);
        FloatVector f = FloatVector.fromArray(SPECIES, starts, s + 5 * V);
        FloatVector g = FloatVector.fromArray(SPECIES, starts, s + 6 * V);
        FloatVector h = FloatVector.fromArray(SPECIES, starts, s + 7 * V);
        for (int t = 0; t < length; t++) {
            int at = q + t * (8 * V);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[t]);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[p1 + t]);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[p2 + t]);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[p3 + t]);
            a = x0.fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = x1.fma(FloatVector.fromArray(SPECIES, w, at + V), b);
            c = x2.fma(FloatVector.fromArray(SPECIES, w, at + 2 * V), c);
            d = x3.fma(FloatVector.fromArray(SPECIES, w, at + 3 * V), d);
            e = x0.fma(FloatVector.fromArray(SPECIES, w, at + 4 * V), e);
            f = x1.fma(FloatVector.fromArray(SPECIES, w, at + 5 * V), f);
            g = x2.fma(FloatVector.fromArray(SPECIES, w, at + 6 * V), g);
            h = x3.fma(FloatVector.fromArray(SPECIES, w, at + 7 * V), h);
        }
        if (runs == 4) {
            a.add(b).add(c).add(d).intoArray(out, to);
            e.add(f).add(g).add(h).intoArray(out, to + V);
        } else if (runs == 2) {
            a.add(b).intoArray(out, to);
            c.add(d).intoArray(out, to + V);
            e.add(f).intoArray(out, to + 2 * V);
            g.add(h).intoArray(out, to + 3 * V);
        } else {
            a.intoArray(out, to);
            b.intoArray(out, to + V);
            c.intoArray(out, to + 2 * V);
            d.intoArray(out, to + 3 * V);
            e.intoArray(out, to + 4 * V);
            f.intoArray(out, to + 5 * V);
            g.intoArray(out, to + 6 * V);
            h.intoArray(out, to + 7 * V);
        }
    }

    /// Four chains: parameters as in [#eight].
    static void four(float[] x, int runs, int length, float[] w, int q, float[] starts, int s, float[] out, int to) {
        int p1 = (1 & runs - 1) * length;
        int p2 = (2 & runs - 1) * length;
        int p3 = (3 & runs - 1) * length;
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = FloatVector.fromArray(SPECIES, starts, s + V);
        FloatVector c = FloatVector.fromArray(SPECIES, starts, s + 2 * V);
        FloatVector d = FloatVector.fromArray(SPECIES, starts, s + 3 * V);
        for (int t = 0; t < length; t++) {
            int at = q + t * (4 * V);
            a = FloatVector.broadcast(SPECIES, x[t]).fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = FloatVector.broadcast(SPECIES, x[p1 + t]).fma(FloatVector.fromArray(SPECIES, w, at + V), b);
            c = FloatVector.broadcast(SPECIES, x[p2 + t]).fma(FloatVector.fromArray(SPECIES, w, at + 2 * V), c);
            d = FloatVector.broadcast(SPECIES, x[p3 + t]).fma(FloatVector.fromArray(SPECIES, w, at + 3 * V), d);
        }
        if (runs == 4) {
            a.add(b).add(c).add(d).intoArray(out, to);
        } else if (runs == 2) {
            a.add(b).intoArray(out, to);
            c.add(d).intoArray(out, to + V);
        } else {
            a.intoArray(out, to);
            b.intoArray(out, to + V);
            c.intoArray(out, to + 2 * V);
            d.intoArray(out, to + 3 * V);
        }
    }

    /// Two chains: parameters as in [#eight].
    static void two(float[] x, int runs, int length, float[] w, int q, float[] starts, int s, float[] out, int to) {
        int p1 = (1 & runs - 1) * length;
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = FloatVector.fromArray(SPECIES, starts, s + V);
        for (int t = 0; t < length; t++) {
            int at = q + t * (2 * V);
            a = FloatVector.broadcast(SPECIES, x[t]).fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = FloatVector.broadcast(SPECIES, x[p1 + t]).fma(FloatVector.fromArray(SPECIES, w, at + V), b);
        }
        if (runs == 2) {
            a.add(b).intoArray(out, to);
        } else {
            a.intoArray(out, to);
            b.intoArray(out, to + V);
        }
    }

    /// One chain, of the first run.
    static void one(float[] x, int length, float[] w, int q, float[] starts, int s, float[] out, int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        for (int t = 0; t < length; t++) {
            a = FloatVector.broadcast(SPECIES, x[t]).fma(FloatVector.fromArray(SPECIES, w, q + t * V), a);
        }
        a.intoArray(out, to);
    }
}
