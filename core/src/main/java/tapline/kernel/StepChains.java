package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [VectorStepKernel] for a single frame: some chains at once, each a vector of output
/// channels along one run of terms.
///
/// The weights of `n` chains are interleaved: term `t` of chain `j` has its at `q + (t * n + j) * V`. The start of
/// chain
/// `j` is at `s + j * V`; its sum goes to `to + j * V`. They are written out, and kept small, because the compiler
/// keeps vectors in registers only in simple loops of small methods.
final class StepChains {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int V = SPECIES.length();
    private static final int RUNS = StepTaps.RUNS;

    private StepChains() {}

    /// Eight chains, of which the last four meet what the first four meet.
    ///
    /// @param x what the terms meet. *Not modified*
    /// @param from where each term finds it behind `base`, `[length][RUNS]`. *Not modified*
    static void eight(float[] x, int base, int[] from, int length, float[] w, int q, float[] starts, int s, float[] sums, int to) {
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
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[base + from[t * RUNS]]);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[base + from[t * RUNS + 1]]);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[base + from[t * RUNS + 2]]);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[base + from[t * RUNS + 3]]);
            a = x0.fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = x1.fma(FloatVector.fromArray(SPECIES, w, at + V), b);
            c = x2.fma(FloatVector.fromArray(SPECIES, w, at + 2 * V), c);
            d = x3.fma(FloatVector.fromArray(SPECIES, w, at + 3 * V), d);
            e = x0.fma(FloatVector.fromArray(SPECIES, w, at + 4 * V), e);
            f = x1.fma(FloatVector.fromArray(SPECIES, w, at + 5 * V), f);
            g = x2.fma(FloatVector.fromArray(SPECIES, w, at + 6 * V), g);
            h = x3.fma(FloatVector.fromArray(SPECIES, w, at + 7 * V), h);
        }
        a.intoArray(sums, to);
        b.intoArray(sums, to + V);
        c.intoArray(sums, to + 2 * V);
        d.intoArray(sums, to + 3 * V);
        e.intoArray(sums, to + 4 * V);
        f.intoArray(sums, to + 5 * V);
        g.intoArray(sums, to + 6 * V);
        h.intoArray(sums, to + 7 * V);
    }

    /// Four chains: parameters as in [#eight].
    static void four(float[] x, int base, int[] from, int length, float[] w, int q, float[] starts, int s, float[] sums, int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = FloatVector.fromArray(SPECIES, starts, s + V);
        FloatVector c = FloatVector.fromArray(SPECIES, starts, s + 2 * V);
        FloatVector d = FloatVector.fromArray(SPECIES, starts, s + 3 * V);
        for (int t = 0; t < length; t++) {
            int at = q + t * (4 * V);
            a = FloatVector.broadcast(SPECIES, x[base + from[t * RUNS]]).fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = FloatVector.broadcast(SPECIES, x[base + from[t * RUNS + 1]]).fma(FloatVector.fromArray(SPECIES, w, at + V), b);
            c = FloatVector.broadcast(SPECIES, x[base + from[t * RUNS + 2]]).fma(FloatVector.fromArray(SPECIES, w, at + 2 * V), c);
            d = FloatVector.broadcast(SPECIES, x[base + from[t * RUNS + 3]]).fma(FloatVector.fromArray(SPECIES, w, at + 3 * V), d);
        }
        a.intoArray(sums, to);
        b.intoArray(sums, to + V);
        c.intoArray(sums, to + 2 * V);
        d.intoArray(sums, to + 3 * V);
    }

    /// Two chains: parameters as in [#eight].
    static void two(float[] x, int base, int[] from, int length, float[] w, int q, float[] starts, int s, float[] sums, int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = FloatVector.fromArray(SPECIES, starts, s + V);
        for (int t = 0; t < length; t++) {
            int at = q + t * (2 * V);
            a = FloatVector.broadcast(SPECIES, x[base + from[t * RUNS]]).fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = FloatVector.broadcast(SPECIES, x[base + from[t * RUNS + 1]]).fma(FloatVector.fromArray(SPECIES, w, at + V), b);
        }
        a.intoArray(sums, to);
        b.intoArray(sums, to + V);
    }

    /// One chain, of the first run.
    static void one(float[] x, int base, int[] from, int length, float[] w, int q, float[] starts, int s, float[] sums, int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        for (int t = 0; t < length; t++) {
            a = FloatVector.broadcast(SPECIES, x[base + from[t * RUNS]]).fma(FloatVector.fromArray(SPECIES, w, q + t * V), a);
        }
        a.intoArray(sums, to);
    }
}
