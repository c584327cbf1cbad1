package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Frames become rows of channels, and the other way round, four by four.
///
/// Row `i` of four is rotated by `i`; then lane `k` of the column `c` is in lane `k` of row `k - c`, and two rounds of
/// blending collect it; rotated back, the columns are rows.
final class StepTranspose {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_128;
    private static final int N = SPECIES.length();

    private static final VectorShuffle<Float> BY_ONE = SPECIES.shuffleFromValues(3, 0, 1, 2);
    private static final VectorShuffle<Float> BY_TWO = SPECIES.shuffleFromValues(2, 3, 0, 1);
    private static final VectorShuffle<Float> BY_THREE = SPECIES.shuffleFromValues(1, 2, 3, 0);
    private static final VectorMask<Float> ODD = VectorMask.fromLong(SPECIES, 0b1010);
    private static final VectorMask<Float> UPPER = VectorMask.fromLong(SPECIES, 0b1100);

    private StepTranspose() {}

    /// Writes a matrix transposed, twice.
    ///
    /// @param in `rows` rows of `columns` floats, `step` apart, from `from`. *Not modified*
    /// @param out `columns` rows of `rows` floats, `pitch` apart, from `to`. *Modified*
    /// @param again how far behind the first copy the second one is; 0 if there is none
    static void run(float[] in, int from, int step, int rows, int columns, float[] out, int to, int pitch, int again) {
        int r = 0;
        for (; r <= rows - N; r += N) {
            int c = 0;
            for (; c <= columns - N; c += N) {
                four(in, from + r * step + c, step, out, to + c * pitch + r, pitch, again);
            }
            rest(in, from + r * step, step, N, c, columns, out, to + r, pitch, again);
        }
        rest(in, from + r * step, step, rows - r, 0, columns, out, to + r, pitch, again);
    }

    private static void four(float[] in, int from, int step, float[] out, int to, int pitch, int again) {
        FloatVector a = FloatVector.fromArray(SPECIES, in, from);
        FloatVector b = FloatVector.fromArray(SPECIES, in, from + step).rearrange(BY_ONE);
        FloatVector c = FloatVector.fromArray(SPECIES, in, from + 2 * step).rearrange(BY_TWO);
        FloatVector d = FloatVector.fromArray(SPECIES, in, from + 3 * step).rearrange(BY_THREE);
        FloatVector e = a.blend(b, ODD);
        FloatVector f = b.blend(c, ODD);
        FloatVector g = c.blend(d, ODD);
        FloatVector h = d.blend(a, ODD);
        a = e.blend(g, UPPER);
        b = h.blend(f, UPPER).rearrange(BY_THREE);
        c = g.blend(e, UPPER).rearrange(BY_TWO);
        d = f.blend(h, UPPER).rearrange(BY_ONE);
        a.intoArray(out, to);
        b.intoArray(out, to + pitch);
        c.intoArray(out, to + 2 * pitch);
        d.intoArray(out, to + 3 * pitch);
        if (again > 0) {
            a.intoArray(out, to + again);
            b.intoArray(out, to + pitch + again);
            c.intoArray(out, to + 2 * pitch + again);
            d.intoArray(out, to + 3 * pitch + again);
        }
    }

    /// Some rows, from column `first` on.
    private static void rest(
            float[] in,
            int from,
            int step,
            int rows,
            int first,
            int columns,
            float[] out,
            int to,
            int pitch,
            int again) {
        for (int c = first; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
                float value = in[from + r * step + c];
                out[to + c * pitch + r] = value;
                out[to + c * pitch + r + again] = value;
            }
        }
    }
}
