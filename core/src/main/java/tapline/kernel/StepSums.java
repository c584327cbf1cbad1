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

    /// Copies sums.
    ///
    /// @param sums whole vectors from `from`. *Not modified*
    /// @param out `count` of them from `to`. *Modified*
    static void copy(float[] sums, int from, float[] out, int to, int count) {
        int i = 0;
        for (; i <= count - V; i += V) {
            FloatVector.fromArray(SPECIES, sums, from + i).intoArray(out, to + i);
        }
        if (i < count) {
            System.arraycopy(sums, from + i, out, to + i, count - i);
        }
    }
}
