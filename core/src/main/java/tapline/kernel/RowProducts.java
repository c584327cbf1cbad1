package tapline.kernel;

/// For each row of two matrices the sum of `x * (y - centre)`, in double: the sums of norms and their gradients.
///
/// Element `i` of a row belongs to lane `i mod 4`; lanes are added in ascending order, and then what is left of the
/// row behind its last four. Rows are
/// independent of each other, so threads change no bit.
public final class RowProducts {
    private static final int WORTH_SPLITTING = 1 << 14;

    private RowProducts() {}

    /// The sums of squared distances from the centres: `(x - centre) * (x - centre)`.
    ///
    /// @param x `[rows, length]`. *Not modified*
    /// @param centre of each row. *Not modified*
    /// @return `[rows]`
    public static double[] squares(float[] x, double[] centre, int length) {
        double[] sums = new double[centre.length];
        rows(centre.length, length, row -> sums[row] = squares(x, row * length, (row + 1) * length, centre[row]));
        return sums;
    }

    /// The same of doubles.
    public static double[] squares(double[] x, double[] centre, int length) {
        double[] sums = new double[centre.length];
        for (int i = 0; i < centre.length * length; i++) {
            double distance = x[i] - centre[i / length];
            sums[i / length] += distance * distance;
        }
        return sums;
    }

    /// The sums of `x * (y - centre)`.
    ///
    /// @param x `[rows, length]`. *Not modified*
    /// @param y `[rows, length]`. *Not modified*
    /// @param centre of each row of y. *Not modified*
    /// @return `[rows]`
    public static double[] of(float[] x, float[] y, double[] centre, int length) {
        double[] sums = new double[centre.length];
        rows(centre.length, length, row -> sums[row] = product(x, y, row * length, (row + 1) * length, centre[row]));
        return sums;
    }

    /// The same of doubles.
    public static double[] of(double[] x, double[] y, double[] centre, int length) {
        double[] sums = new double[centre.length];
        for (int i = 0; i < centre.length * length; i++) {
            sums[i / length] += x[i] * (y[i] - centre[i / length]);
        }
        return sums;
    }

    private interface Row {
        void at(int row);
    }

    private static void rows(int rows, int length, Row body) {
        Parallel.ranges(rows, Math.max(1, WORTH_SPLITTING / Math.max(1, length)), (from, to) -> {
            for (int row = from; row < to; row++) {
                body.at(row);
            }
        });
    }

    private static double squares(float[] x, int from, int to, double centre) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            double d0 = x[i] - centre;
            double d1 = x[i + 1] - centre;
            double d2 = x[i + 2] - centre;
            double d3 = x[i + 3] - centre;
            s0 = Math.fma(d0, d0, s0);
            s1 = Math.fma(d1, d1, s1);
            s2 = Math.fma(d2, d2, s2);
            s3 = Math.fma(d3, d3, s3);
        }
        double sum = s0 + s1 + s2 + s3;
        for (; i < to; i++) {
            double d = x[i] - centre;
            sum = Math.fma(d, d, sum);
        }
        return sum;
    }

    private static double product(float[] x, float[] y, int from, int to, double centre) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            s0 = Math.fma(x[i], y[i] - centre, s0);
            s1 = Math.fma(x[i + 1], y[i + 1] - centre, s1);
            s2 = Math.fma(x[i + 2], y[i + 2] - centre, s2);
            s3 = Math.fma(x[i + 3], y[i + 3] - centre, s3);
        }
        double sum = s0 + s1 + s2 + s3;
        for (; i < to; i++) {
            sum = Math.fma(x[i], y[i] - centre, sum);
        }
        return sum;
    }
}
