package tapline.kernel;

/// `z = fma(x, a[row], fma(y, b[row], c[row]))` for each element of a row: the gradient of a norm's input, with x
/// the gradient of its output and y its input.
///
/// @param a of each row. *Not modified*
/// @param b of each row. *Not modified*
/// @param c of each row. *Not modified*
public record RowCombination(double[] a, double[] b, double[] c) {
    private static final int WORTH_SPLITTING = 1 << 15;

    /// @param x `[rows, length]`. *Not modified*
    /// @param y `[rows, length]`. *Not modified*
    /// @param z `[rows, length]`. *Modified*
    public void run(float[] x, float[] y, float[] z, int length) {
        Parallel.ranges(a.length, Math.max(1, WORTH_SPLITTING / Math.max(1, length)), (from, to) -> {
            for (int row = from; row < to; row++) {
                row(x, (float) a[row], y, (float) b[row], (float) c[row], z, row * length, (row + 1) * length);
            }
        });
    }

    /// The same of doubles.
    public void run(double[] x, double[] y, double[] z, int length) {
        for (int i = 0; i < a.length * length; i++) {
            int row = i / length;
            z[i] = Math.fma(x[i], a[row], Math.fma(y[i], b[row], c[row]));
        }
    }

    private static void row(float[] x, float a, float[] y, float b, float c, float[] z, int from, int to) {
        for (int i = from; i < to; i++) {
            z[i] = Math.fma(x[i], a, Math.fma(y[i], b, c));
        }
    }
}
