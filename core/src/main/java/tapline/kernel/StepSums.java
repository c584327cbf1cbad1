package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// What becomes of the sums of runs, by vectors.
final class StepSums {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int V = SPECIES.length();

    private StepSums() {}

    /// Adds sums to those of the runs before.
    ///
    /// @param sums of each frame `count`, a multiple of the vector's length, from `from`. *Not modified*
    /// @param out *Modified*: each frame's sums, `step` apart from `to`
    static void add(float[] sums, int from, int count, int frames, float[] out, int to, int step) {
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < count; i += V) {
                int o = to + frame * step + i;
                FloatVector sum = FloatVector.fromArray(SPECIES, out, o);
                sum.add(FloatVector.fromArray(SPECIES, sums, from + frame * count + i))
                        .intoArray(out, o);
            }
        }
    }

    /// Writes a run's sum, or adds it to those of the runs before it.
    static void put(FloatVector sum, boolean isFirst, float[] out, int to) {
        if (isFirst) {
            sum.intoArray(out, to);
        } else {
            FloatVector.fromArray(SPECIES, out, to).add(sum).intoArray(out, to);
        }
    }
}
