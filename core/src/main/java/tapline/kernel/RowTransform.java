package tapline.kernel;

import java.util.Arrays;

/// Evaluates polynomials at the roots of `y^rows = e^(2 pi i turns)`, many at once: coefficient `r` of all of them
/// is row `r` of an array of rows, and every loop runs along a row.
///
/// A node of `m` rows, polynomials modulo `y^m - e^(2 pi i a)`, becomes two of `m / 2` rows, modulo `y^(m/2) - t`
/// and `y^(m/2) + t` with `t = e^(pi i a)`, in place, until nodes are one row: the values at a root. With `turns` 0
/// this is the discrete Fourier transform but for its order and its sign of `i`.
///
/// Immutable and thread-safe.
final class RowTransform {
    private final int rows;
    private final double[] turns;
    /// Of level `l`, which has `2^l` nodes, the real part of node `n`'s `t` is element `2^l + n`.
    private final float[] cosines;
    private final float[] sines;

    /// @param rows a power of two
    RowTransform(int rows, double turns) {
        this.rows = rows;
        double[] angles = new double[2 * rows];
        cosines = new float[rows];
        sines = new float[rows];
        angles[1] = turns;
        for (int node = 1; node < rows; node++) {
            angles[2 * node] = angles[node] / 2;
            angles[2 * node + 1] = angles[node] / 2 + 0.5;
            cosines[node] = (float) StrictMath.cos(Math.PI * angles[node]);
            sines[node] = (float) StrictMath.sin(Math.PI * angles[node]);
        }
        this.turns = Arrays.copyOfRange(angles, rows, 2 * rows);
    }

    int rows() {
        return rows;
    }

    /// The angle of the root that row `row` belongs to after [#forward], in turns.
    double turns(int row) {
        return turns[row];
    }

    /// Coefficients to values.
    ///
    /// Levels are taken in pairs, so that four rows are in the cache for both.
    ///
    /// @param re `[rows][at least count]`. *Modified* from 0 to `count` of each row
    /// @param im as `re`. *Modified* likewise
    void forward(float[][] re, float[][] im, int count) {
        int size = rows;
        if (Integer.numberOfTrailingZeros(rows) % 2 == 1) {
            size /= 2;
            for (int row = 0; row < size; row++) {
                forward(re, im, row, row + size, 1, count);
            }
        }
        for (; size > 1; size /= 4) {
            int part = size / 4;
            for (int start = 0; start < rows; start += size) {
                int node = (rows + start) / size;
                for (int row = start; row < start + part; row++) {
                    forward(re, im, row, row + 2 * part, node, count);
                    forward(re, im, row + part, row + 3 * part, node, count);
                    forward(re, im, row, row + part, 2 * node, count);
                    forward(re, im, row + 2 * part, row + 3 * part, 2 * node + 1, count);
                }
            }
        }
    }

    /// Values to coefficients, times `rows`.
    ///
    /// @param re `[rows][at least count]`. *Modified* from 0 to `count` of each row
    /// @param im as `re`. *Modified* likewise
    void inverse(float[][] re, float[][] im, int count) {
        int size = 4;
        for (; size <= rows; size *= 4) {
            int part = size / 4;
            for (int start = 0; start < rows; start += size) {
                int node = (rows + start) / size;
                for (int row = start; row < start + part; row++) {
                    inverse(re, im, row, row + part, 2 * node, count);
                    inverse(re, im, row + 2 * part, row + 3 * part, 2 * node + 1, count);
                    inverse(re, im, row, row + 2 * part, node, count);
                    inverse(re, im, row + part, row + 3 * part, node, count);
                }
            }
        }
        if (size == 2 * rows) {
            for (int row = 0; row < rows / 2; row++) {
                inverse(re, im, row, row + rows / 2, 1, count);
            }
        }
    }

    private void forward(float[][] re, float[][] im, int a, int b, int node, int count) {
        Butterflies.forward(re[a], im[a], re[b], im[b], cosines[node], sines[node], count);
    }

    private void inverse(float[][] re, float[][] im, int a, int b, int node, int count) {
        Butterflies.inverse(re[a], im[a], re[b], im[b], cosines[node], sines[node], count);
    }
}
