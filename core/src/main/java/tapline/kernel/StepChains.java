package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [VectorStepKernel] for a single frame: some chains at once, each a vector of output
/// channels along one run of terms.
///
/// What a term meets is in the history `x`; `from`, `[terms][WAYS]`, says where, counted from `base`.
/// The weights of `n` chains are interleaved: term `t` of chain `j` has its at `q + (t * n + j) * V`; those of
/// eight are two times four, one behind the other. The start of chain `j` is at `s + j * V`. The runs of each
/// vector are added; vector `i` goes to `to + i * V`. They are written out, and kept small, because the compiler
/// keeps vectors in registers only in simple loops of small methods; and each looks up no more than it needs, since
/// addresses take as many registers as there are.
final class StepChains {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final Class<? extends FloatVector> TYPE = Vectors.TYPE;
    private static final int V = SPECIES.length();
    private static final int WAYS = StepRuns.WAYS;

    private StepChains() {}

    /// Eight chains.
    ///
    /// @param runs how many chains make a vector of output channels: 1, 2 or 4
    static void eight(
            float[] x,
            int base,
            int[] from,
            int runs,
            int length,
            float[] w,
            int q,
            float[] starts,
            int s,
            float[] out,
            int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = FloatVector.fromArray(SPECIES, starts, s + V);
        FloatVector c = FloatVector.fromArray(SPECIES, starts, s + 2 * V);
        FloatVector d = FloatVector.fromArray(SPECIES, starts, s + 3 * V);
        FloatVector e = FloatVector.fromArray(SPECIES, starts, s + 4 * V);
        FloatVector f = FloatVector.fromArray(SPECIES, starts, s + 5 * V);
        FloatVector g = FloatVector.fromArray(SPECIES, starts, s + 6 * V);
        FloatVector h = FloatVector.fromArray(SPECIES, starts, s + 7 * V);
        int later = q + length * (4 * V);
        for (int i = 0; i < WAYS * length; i += WAYS) {
            int at = q + i * V;
            int at1 = later + i * V;
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[base + from[i]]);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[base + from[i + 1]]);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[base + from[i + 2]]);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[base + from[i + 3]]);
            a = x0.fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = x1.fma(FloatVector.fromArray(SPECIES, w, at + V), b);
            c = x2.fma(FloatVector.fromArray(SPECIES, w, at + 2 * V), c);
            d = x3.fma(FloatVector.fromArray(SPECIES, w, at + 3 * V), d);
            e = x0.fma(FloatVector.fromArray(SPECIES, w, at1), e);
            f = x1.fma(FloatVector.fromArray(SPECIES, w, at1 + V), f);
            g = x2.fma(FloatVector.fromArray(SPECIES, w, at1 + 2 * V), g);
            h = x3.fma(FloatVector.fromArray(SPECIES, w, at1 + 3 * V), h);
        }
        if (runs == 4) {
            TYPE.cast(a).add(b).add(c).add(d).intoArray(out, to);
            TYPE.cast(e).add(f).add(g).add(h).intoArray(out, to + V);
        } else if (runs == 2) {
            TYPE.cast(a).add(b).intoArray(out, to);
            TYPE.cast(c).add(d).intoArray(out, to + V);
            TYPE.cast(e).add(f).intoArray(out, to + 2 * V);
            TYPE.cast(g).add(h).intoArray(out, to + 3 * V);
        } else {
            TYPE.cast(a).intoArray(out, to);
            TYPE.cast(b).intoArray(out, to + V);
            TYPE.cast(c).intoArray(out, to + 2 * V);
            TYPE.cast(d).intoArray(out, to + 3 * V);
            TYPE.cast(e).intoArray(out, to + 4 * V);
            TYPE.cast(f).intoArray(out, to + 5 * V);
            TYPE.cast(g).intoArray(out, to + 6 * V);
            TYPE.cast(h).intoArray(out, to + 7 * V);
        }
    }

    /// Four chains, the runs of one vector.
    static void fourRuns(
            float[] x, int base, int[] from, int length, float[] w, int q, float[] starts, int s, float[] out, int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = FloatVector.fromArray(SPECIES, starts, s + V);
        FloatVector c = FloatVector.fromArray(SPECIES, starts, s + 2 * V);
        FloatVector d = FloatVector.fromArray(SPECIES, starts, s + 3 * V);
        for (int i = 0; i < WAYS * length; i += WAYS) {
            int at = q + i * V;
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[base + from[i]]);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[base + from[i + 1]]);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[base + from[i + 2]]);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[base + from[i + 3]]);
            a = x0.fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = x1.fma(FloatVector.fromArray(SPECIES, w, at + V), b);
            c = x2.fma(FloatVector.fromArray(SPECIES, w, at + 2 * V), c);
            d = x3.fma(FloatVector.fromArray(SPECIES, w, at + 3 * V), d);
        }
        TYPE.cast(a).add(b).add(c).add(d).intoArray(out, to);
    }

    /// Four chains, of one or two runs.
    static void four(
            float[] x,
            int base,
            int[] from,
            int runs,
            int length,
            float[] w,
            int q,
            float[] starts,
            int s,
            float[] out,
            int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = FloatVector.fromArray(SPECIES, starts, s + V);
        FloatVector c = FloatVector.fromArray(SPECIES, starts, s + 2 * V);
        FloatVector d = FloatVector.fromArray(SPECIES, starts, s + 3 * V);
        for (int i = 0; i < WAYS * length; i += WAYS) {
            int at = q + i * V;
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[base + from[i]]);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[base + from[i + 1]]);
            a = x0.fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = x1.fma(FloatVector.fromArray(SPECIES, w, at + V), b);
            c = x0.fma(FloatVector.fromArray(SPECIES, w, at + 2 * V), c);
            d = x1.fma(FloatVector.fromArray(SPECIES, w, at + 3 * V), d);
        }
        if (runs == 2) {
            TYPE.cast(a).add(b).intoArray(out, to);
            TYPE.cast(c).add(d).intoArray(out, to + V);
        } else {
            TYPE.cast(a).intoArray(out, to);
            TYPE.cast(b).intoArray(out, to + V);
            TYPE.cast(c).intoArray(out, to + 2 * V);
            TYPE.cast(d).intoArray(out, to + 3 * V);
        }
    }

    /// Two chains, of one or two runs.
    static void two(
            float[] x,
            int base,
            int[] from,
            int runs,
            int length,
            float[] w,
            int q,
            float[] starts,
            int s,
            float[] out,
            int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = FloatVector.fromArray(SPECIES, starts, s + V);
        for (int i = 0; i < WAYS * length; i += WAYS) {
            int at = q + i * (2 * V / WAYS);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[base + from[i]]);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[base + from[i + 1]]);
            a = x0.fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = x1.fma(FloatVector.fromArray(SPECIES, w, at + V), b);
        }
        if (runs == 2) {
            TYPE.cast(a).add(b).intoArray(out, to);
        } else {
            TYPE.cast(a).intoArray(out, to);
            TYPE.cast(b).intoArray(out, to + V);
        }
    }

    /// One chain, of the only run.
    static void one(
            float[] x, int base, int[] from, int length, float[] w, int q, float[] starts, int s, float[] out, int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        for (int i = 0; i < WAYS * length; i += WAYS) {
            int at = q + i * (V / WAYS);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[base + from[i]]);
            a = x0.fma(FloatVector.fromArray(SPECIES, w, at), a);
        }
        TYPE.cast(a).intoArray(out, to);
    }

    /// One chain whose output channels meet neighbouring inputs; the sum of the runs before it is in `out` already, if
    /// there are any.
    ///
    /// @param first the run's first term in `from`
    /// @param step from one of its weights to the next
    static void own(
            float[] x,
            int base,
            int[] from,
            int first,
            int length,
            float[] w,
            int q,
            int step,
            float[] starts,
            int s,
            boolean isFirst,
            float[] out,
            int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        for (int t = 0; t < length; t++) {
            a = FloatVector.fromArray(SPECIES, x, base + from[first + t * WAYS])
                    .fma(FloatVector.fromArray(SPECIES, w, q + t * step), a);
        }
        StepSums.put(TYPE.cast(a), isFirst, out, to);
    }
}
