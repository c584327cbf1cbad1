package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [RowConv]: one output channel, samples read where they are.
final class Rows {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final Class<? extends FloatVector> TYPE = Vectors.TYPE;
    private static final int V = SPECIES.length();

    /// Samples of one step of [#wide].
    static final int WIDTH = 8 * V;

    private Rows() {}

    /// One chain of terms for `count` outputs, eight vectors at a time.
    ///
    /// @param x the input; term `t` of output `i` meets `x[p + offsets[t] + i]`. *Not modified*
    /// @param offsets from the first term's input to each term's. *Not modified*
    /// @param w the weights, term `t`'s at `q + t`. *Not modified*
    /// @param first the first term
    /// @param end the term behind the last
    /// @param start where the chains begin
    /// @param out *Modified* from `o` to `o + count`
    /// @param count a multiple of [#WIDTH]
    static void wide(
            float[] x,
            int p,
            int[] offsets,
            float[] w,
            int q,
            int first,
            int end,
            float start,
            float[] out,
            int o,
            int count) {
        for (int i = 0; i < count; i += WIDTH) {
            FloatVector a = FloatVector.broadcast(SPECIES, start);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            FloatVector e = a;
            FloatVector f = a;
            FloatVector g = a;
            FloatVector h = a;
            for (int t = first; t < end; t++) {
                int at = p + i + offsets[t];
                FloatVector k = FloatVector.broadcast(SPECIES, w[q + t]);
                a = k.fma(FloatVector.fromArray(SPECIES, x, at), a);
                b = k.fma(FloatVector.fromArray(SPECIES, x, at + V), b);
                c = k.fma(FloatVector.fromArray(SPECIES, x, at + 2 * V), c);
                d = k.fma(FloatVector.fromArray(SPECIES, x, at + 3 * V), d);
                e = k.fma(FloatVector.fromArray(SPECIES, x, at + 4 * V), e);
                f = k.fma(FloatVector.fromArray(SPECIES, x, at + 5 * V), f);
                g = k.fma(FloatVector.fromArray(SPECIES, x, at + 6 * V), g);
                h = k.fma(FloatVector.fromArray(SPECIES, x, at + 7 * V), h);
            }
            TYPE.cast(a).intoArray(out, o + i);
            TYPE.cast(b).intoArray(out, o + i + V);
            TYPE.cast(c).intoArray(out, o + i + 2 * V);
            TYPE.cast(d).intoArray(out, o + i + 3 * V);
            TYPE.cast(e).intoArray(out, o + i + 4 * V);
            TYPE.cast(f).intoArray(out, o + i + 5 * V);
            TYPE.cast(g).intoArray(out, o + i + 6 * V);
            TYPE.cast(h).intoArray(out, o + i + 7 * V);
        }
    }

    /// The same, one vector at a time.
    ///
    /// @param count a multiple of the vector's length
    static void narrow(
            float[] x,
            int p,
            int[] offsets,
            float[] w,
            int q,
            int first,
            int end,
            float start,
            float[] out,
            int o,
            int count) {
        for (int i = 0; i < count; i += V) {
            FloatVector a = FloatVector.broadcast(SPECIES, start);
            for (int t = first; t < end; t++) {
                FloatVector k = FloatVector.broadcast(SPECIES, w[q + t]);
                a = k.fma(FloatVector.fromArray(SPECIES, x, p + i + offsets[t]), a);
            }
            TYPE.cast(a).intoArray(out, o + i);
        }
    }

    /// Adds sums to others.
    ///
    /// @param sums *Not modified*
    /// @param out *Modified* from `o` to `o + count`
    /// @param count a multiple of the vector's length
    static void add(float[] sums, float[] out, int o, int count) {
        for (int i = 0; i < count; i += V) {
            FloatVector sum = FloatVector.fromArray(SPECIES, out, o + i);
            sum.add(FloatVector.fromArray(SPECIES, sums, i)).intoArray(out, o + i);
        }
    }
}
