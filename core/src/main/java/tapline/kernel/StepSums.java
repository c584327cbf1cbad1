package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// What becomes of the sums of runs, by vectors.
final class StepSums {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int V = SPECIES.length();

    private StepSums() {}

    /// Adds sums to others.
    ///
    /// @param more `count` of them from `from`, a multiple of the vector's length. *Not modified*
    /// @param sums *Modified* from `to`
    static void add(float[] more, int from, float[] sums, int to, int count) {
        for (int i = 0; i < count; i += V) {
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, to + i);
            sum.add(FloatVector.fromArray(SPECIES, more, from + i)).intoArray(sums, to + i);
        }
    }
}
