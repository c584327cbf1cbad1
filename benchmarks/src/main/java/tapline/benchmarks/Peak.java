package tapline.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The most arithmetic that one core can do: fused multiply-adds on registers alone, in ten chains, which is
/// enough to hide how long each takes.
final class Peak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /// What a loop carries has to be told its class behind it, or it may leave its register.
    static final Class<? extends FloatVector> TYPE = SPECIES.vectorType().asSubclass(FloatVector.class);

    private static final int CHAINS = 10;
    private static final int STEPS = 20_000;

    /// Keeps the compiler from finding out that nobody reads the results.
    private float last;

    /// Floating-point operations of one [#run].
    static double flops() {
        return 2.0 * CHAINS * STEPS * SPECIES.length();
    }

    void run() {
        last = chains(STEPS, 0.999f, 0.001f);
    }

    float last() {
        return last;
    }

    private static float chains(int steps, float factor, float addend) {
        FloatVector a = FloatVector.broadcast(SPECIES, factor);
        FloatVector b = FloatVector.broadcast(SPECIES, addend);
        FloatVector c0 = b;
        FloatVector c1 = b.add(a);
        FloatVector c2 = c1.add(a);
        FloatVector c3 = c2.add(a);
        FloatVector c4 = c3.add(a);
        FloatVector c5 = c4.add(a);
        FloatVector c6 = c5.add(a);
        FloatVector c7 = c6.add(a);
        FloatVector c8 = c7.add(a);
        FloatVector c9 = c8.add(a);
        for (int i = 0; i < steps; i++) {
            c0 = a.fma(b, c0);
            c1 = a.fma(b, c1);
            c2 = a.fma(b, c2);
            c3 = a.fma(b, c3);
            c4 = a.fma(b, c4);
            c5 = a.fma(b, c5);
            c6 = a.fma(b, c6);
            c7 = a.fma(b, c7);
            c8 = a.fma(b, c8);
            c9 = a.fma(b, c9);
        }
        FloatVector low = TYPE.cast(c0).add(c1).add(c2).add(c3).add(c4);
        FloatVector high = TYPE.cast(c5).add(c6).add(c7).add(c8).add(c9);
        return low.add(high).lane(0);
    }
}
