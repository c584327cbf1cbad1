package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [VectorStepKernel] for a single frame whose terms are cut into four runs and lie in a
/// [SlidingWindow], one behind the other from `base`: chains as in [StepChains], but nothing has to be looked up or
/// checked in their loops.
final class SlidingChains {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final Class<? extends FloatVector> TYPE = Vectors.TYPE;
    private static final int V = SPECIES.length();

    private SlidingChains() {}

    /// Two vectors of output channels.
    static void two(StepRuns cut, float[] x, int base, float[] w, int q, float[] starts, int s, float[] out, int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = FloatVector.fromArray(SPECIES, starts, s + V);
        FloatVector c = FloatVector.fromArray(SPECIES, starts, s + 2 * V);
        FloatVector d = FloatVector.fromArray(SPECIES, starts, s + 3 * V);
        FloatVector e = FloatVector.fromArray(SPECIES, starts, s + 4 * V);
        FloatVector f = FloatVector.fromArray(SPECIES, starts, s + 5 * V);
        FloatVector g = FloatVector.fromArray(SPECIES, starts, s + 6 * V);
        FloatVector h = FloatVector.fromArray(SPECIES, starts, s + 7 * V);
        int x0 = base + cut.starts()[0];
        int x1 = base + cut.starts()[1];
        int x2 = base + cut.starts()[2];
        int x3 = base + cut.starts()[3];
        int whole = cut.whole();
        int q1 = q + cut.length() * (4 * V);
        for (int t = 0; t < whole; t++) {
            int at = q + t * (4 * V);
            int at1 = q1 + t * (4 * V);
            FloatVector n0 = FloatVector.broadcast(SPECIES, x[x0 + t]);
            FloatVector n1 = FloatVector.broadcast(SPECIES, x[x1 + t]);
            FloatVector n2 = FloatVector.broadcast(SPECIES, x[x2 + t]);
            FloatVector n3 = FloatVector.broadcast(SPECIES, x[x3 + t]);
            a = n0.fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = n1.fma(FloatVector.fromArray(SPECIES, w, at + V), b);
            c = n2.fma(FloatVector.fromArray(SPECIES, w, at + 2 * V), c);
            d = n3.fma(FloatVector.fromArray(SPECIES, w, at + 3 * V), d);
            e = n0.fma(FloatVector.fromArray(SPECIES, w, at1), e);
            f = n1.fma(FloatVector.fromArray(SPECIES, w, at1 + V), f);
            g = n2.fma(FloatVector.fromArray(SPECIES, w, at1 + 2 * V), g);
            h = n3.fma(FloatVector.fromArray(SPECIES, w, at1 + 3 * V), h);
        }
        if (cut.isUneven()) {
            int at = q + whole * (4 * V);
            int at1 = q1 + whole * (4 * V);
            FloatVector n0 = FloatVector.broadcast(SPECIES, cut.last(0, x, base));
            FloatVector n1 = FloatVector.broadcast(SPECIES, cut.last(1, x, base));
            FloatVector n2 = FloatVector.broadcast(SPECIES, cut.last(2, x, base));
            FloatVector n3 = FloatVector.broadcast(SPECIES, cut.last(3, x, base));
            a = n0.fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = n1.fma(FloatVector.fromArray(SPECIES, w, at + V), b);
            c = n2.fma(FloatVector.fromArray(SPECIES, w, at + 2 * V), c);
            d = n3.fma(FloatVector.fromArray(SPECIES, w, at + 3 * V), d);
            e = n0.fma(FloatVector.fromArray(SPECIES, w, at1), e);
            f = n1.fma(FloatVector.fromArray(SPECIES, w, at1 + V), f);
            g = n2.fma(FloatVector.fromArray(SPECIES, w, at1 + 2 * V), g);
            h = n3.fma(FloatVector.fromArray(SPECIES, w, at1 + 3 * V), h);
        }
        TYPE.cast(a).add(b).add(c).add(d).intoArray(out, to);
        TYPE.cast(e).add(f).add(g).add(h).intoArray(out, to + V);
    }

    /// One vector of output channels.
    static void one(StepRuns cut, float[] x, int base, float[] w, int q, float[] starts, int s, float[] out, int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, starts, s);
        FloatVector b = FloatVector.fromArray(SPECIES, starts, s + V);
        FloatVector c = FloatVector.fromArray(SPECIES, starts, s + 2 * V);
        FloatVector d = FloatVector.fromArray(SPECIES, starts, s + 3 * V);
        int x0 = base + cut.starts()[0];
        int x1 = base + cut.starts()[1];
        int x2 = base + cut.starts()[2];
        int x3 = base + cut.starts()[3];
        int whole = cut.whole();
        for (int t = 0; t < whole; t++) {
            int at = q + t * (4 * V);
            a = FloatVector.broadcast(SPECIES, x[x0 + t]).fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = FloatVector.broadcast(SPECIES, x[x1 + t]).fma(FloatVector.fromArray(SPECIES, w, at + V), b);
            c = FloatVector.broadcast(SPECIES, x[x2 + t]).fma(FloatVector.fromArray(SPECIES, w, at + 2 * V), c);
            d = FloatVector.broadcast(SPECIES, x[x3 + t]).fma(FloatVector.fromArray(SPECIES, w, at + 3 * V), d);
        }
        if (cut.isUneven()) {
            int at = q + whole * (4 * V);
            a = FloatVector.broadcast(SPECIES, cut.last(0, x, base)).fma(FloatVector.fromArray(SPECIES, w, at), a);
            b = FloatVector.broadcast(SPECIES, cut.last(1, x, base)).fma(FloatVector.fromArray(SPECIES, w, at + V), b);
            c = FloatVector.broadcast(SPECIES, cut.last(2, x, base))
                    .fma(FloatVector.fromArray(SPECIES, w, at + 2 * V), c);
            d = FloatVector.broadcast(SPECIES, cut.last(3, x, base))
                    .fma(FloatVector.fromArray(SPECIES, w, at + 3 * V), d);
        }
        TYPE.cast(a).add(b).add(c).add(d).intoArray(out, to);
    }
}
