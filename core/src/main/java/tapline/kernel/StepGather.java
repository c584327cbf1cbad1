package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// What [StepTaps] gathers for a single frame, by vectors. What is too much of one is overwritten by the next, or
/// is behind the end.
final class StepGather {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int V = SPECIES.length();

    private StepGather() {}

    static void frame(StepTaps taps, float[] history, int base, float[] x) {
        if (taps.longest() == 1) {
            terms(taps.terms(), taps.gathered().length, history, base, x);
        } else if (taps.longest() <= V) {
            vectors(taps, history, base, x);
        } else {
            stretches(taps, history, base, x);
        }
        for (int blank : taps.blanks()) {
            x[blank] = 0;
        }
    }

    /// A vector of single terms at once.
    private static void terms(int[] terms, int count, float[] history, int base, float[] x) {
        for (int i = 0; i < count; i += V) {
            FloatVector.fromArray(SPECIES, history, base, terms, i).intoArray(x, i);
        }
    }

    /// A vector for each stretch.
    private static void vectors(StepTaps taps, float[] history, int base, float[] x) {
        int[] terms = taps.terms();
        for (int start : taps.starts()) {
            FloatVector.fromArray(SPECIES, history, base + terms[start]).intoArray(x, start);
        }
    }

    /// Whole vectors for each stretch.
    private static void stretches(StepTaps taps, float[] history, int base, float[] x) {
        int[] starts = taps.starts();
        int[] counts = taps.counts();
        for (int i = 0; i < starts.length; i++) {
            int source = base + taps.terms()[starts[i]];
            for (int k = 0; k < counts[i]; k += V) {
                FloatVector.fromArray(SPECIES, history, source + k).intoArray(x, starts[i] + k);
            }
        }
    }
}
