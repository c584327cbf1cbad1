package tapline.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// How fast a machine could step a layer at best, by what was measured of the machine in the same run.
///
/// @param latency seconds that one fused multiply-add waits for the one before it
/// @param flops floating-point operations a second, with no waiting and nothing to read
/// @param bytes bytes a second that are read from where the layer's weights stay
record StreamLimit(double latency, double flops, double bytes) {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int STEPS = 20_000;
    private static final double NANO = 1e-9;
    private static final int RUNS = 3000;
    /// Floats that are read at least, so that the clock is exact enough.
    private static final int READ = 1 << 19;
    /// Arrays of this length begin 16 bytes behind a line of the cache where the default collector keeps them.
    private static final int ALIGNED_LENGTH = 1 << 20;
    private static final int ALIGNED = 12;

    /// Keeps the compiler from finding out that nobody reads the results.
    private static volatile float last;

    /// Measures: the best of many runs each, since a limit is what nothing disturbed.
    static StreamLimit measure(StreamLayer layer) {
        Peak peak = new Peak();
        int count = layer.terms() * layer.channels();
        int times = Math.ceilDiv(READ, count);
        float[] weights = new float[ALIGNED_LENGTH];
        double reading = best(() -> {
            for (int i = 0; i < times; i++) {
                last = read(weights, count);
            }
        });
        return new StreamLimit(
                best(() -> last = chain(STEPS, last)) / STEPS,
                Peak.flops() / best(peak::run),
                (double) times * count * Float.BYTES / reading);
    }

    private static double best(Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - start) * NANO);
        }
        return best;
    }

    private static float chain(int steps, float start) {
        float sum = start;
        for (int i = 0; i < steps; i++) {
            sum = Math.fma(sum, 0.5f, 0.25f);
        }
        return sum;
    }

    private static float read(float[] values, int count) {
        int v = SPECIES.length();
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int i = ALIGNED; i < ALIGNED + count; i += 4 * v) {
            a = FloatVector.fromArray(SPECIES, values, i).add(a);
            b = FloatVector.fromArray(SPECIES, values, i + v).add(b);
            c = FloatVector.fromArray(SPECIES, values, i + 2 * v).add(c);
            d = FloatVector.fromArray(SPECIES, values, i + 3 * v).add(d);
        }
        return Peak.TYPE.cast(a).add(b).add(c).add(d).lane(0);
    }

    /// The least seconds for so many frames at once: the longest of the chains that the bit contract prescribes, of
    /// all products at the peak, and of reading the weights once.
    double seconds(StreamLayer layer, int frames) {
        int terms = layer.terms();
        int chains = terms < 48 ? 1 : terms < 192 ? 2 : 4;
        double chain = latency * Math.ceilDiv(terms, chains);
        double products = 2.0 * frames * terms * layer.channels() / flops;
        double reading = (double) terms * layer.channels() * Float.BYTES / bytes;
        return Math.max(chain, Math.max(products, reading));
    }
}
