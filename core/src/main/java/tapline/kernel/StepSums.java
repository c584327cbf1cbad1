package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// What becomes of the sums of runs, by vectors.
final class StepSums {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int V = SPECIES.length();

    private StepSums() {}

    /// Adds the runs of each vector of output channels.
    ///
    /// @param sums `[vectors][runs][V]` from `from`. *Modified*
    /// @param out `count` output channels from `to`. *Modified*
    static void sum(float[] sums, int from, int runs, float[] out, int to, int count) {
        int c = 0;
        for (; c + V <= count; c += V) {
            sum(sums, from + c * runs, runs).intoArray(out, to + c);
        }
        if (c < count) {
            int at = from + c * runs;
            sum(sums, at, runs).intoArray(sums, at);
            for (int i = 0; i < count - c; i++) {
                out[to + c + i] = sums[at + i];
            }
        }
    }

    private static FloatVector sum(float[] sums, int at, int runs) {
        FloatVector sum = FloatVector.fromArray(SPECIES, sums, at);
        for (int run = 1; run < runs; run++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, sums, at + run * V));
        }
        return sum;
    }

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
