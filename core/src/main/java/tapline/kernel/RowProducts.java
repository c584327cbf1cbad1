package tapline.kernel;

import java.util.Arrays;

/// For each row of two matrices the sum of `x * (y - centre)`, in double: the sums of norms and their gradients.
///
/// Element `i` of a row belongs to lane `i mod 256`; lanes are added as those of [ChannelSums]. Parts of rows are
/// copied first: C2 makes vectors of loops over arrays that are indexed alike. Rows are independent of each other,
/// so threads change no bit.
public final class RowProducts {
    private static final int WORTH_SPLITTING = 1 << 14;
    private static final int LANES = ChannelSums.LANES;

    private RowProducts() {}

    /// The sums of squared distances from the centres: `(x - centre) * (x - centre)`.
    ///
    /// @param x `[rows, length]`. *Not modified*
    /// @param centre of each row. *Not modified*
    /// @return `[rows]`
    public static double[] squares(float[] x, double[] centre, int length) {
        return sums(RowProducts::addSquares, x, x, centre, length);
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
        return sums(RowProducts::addProducts, x, y, centre, length);
    }

    /// The same of doubles.
    public static double[] of(double[] x, double[] y, double[] centre, int length) {
        double[] sums = new double[centre.length];
        for (int i = 0; i < centre.length * length; i++) {
            sums[i / length] += x[i] * (y[i] - centre[i / length]);
        }
        return sums;
    }

    /// The sums of `x * min(y, 0)`: the gradient of the slope that negative samples y are multiplied with.
    ///
    /// @param x `[rows, length]`. *Not modified*
    /// @param y `[rows, length]`. *Not modified*
    /// @return `[rows]`
    public static double[] ofNegative(float[] x, float[] y, int rows, int length) {
        return sums(RowProducts::addNegative, x, y, new double[rows], length);
    }

    /// What is added up, for the elements 0 to `count` of parts of two rows.
    private interface Terms {
        void addTo(double[] lanes, float[] x, float[] y, double centre, int count);
    }

    private static double[] sums(Terms terms, float[] x, float[] y, double[] centre, int length) {
        double[] sums = new double[centre.length];
        Parallel.ranges(centre.length, Math.max(1, WORTH_SPLITTING / Math.max(1, length)), (from, to) -> {
            double[] lanes = new double[LANES];
            float[] partOfX = new float[LANES];
            float[] partOfY = new float[LANES];
            int used = Math.min(length, LANES);
            for (int row = from; row < to; row++) {
                Arrays.fill(lanes, 0, used, 0);
                for (int i = 0; i < length; i += LANES) {
                    int count = Math.min(LANES, length - i);
                    System.arraycopy(x, row * length + i, partOfX, 0, count);
                    System.arraycopy(y, row * length + i, partOfY, 0, count);
                    terms.addTo(lanes, partOfX, partOfY, centre[row], count);
                }
                sums[row] = ChannelSums.tree(lanes, used);
            }
        });
        return sums;
    }

    private static void addSquares(double[] lanes, float[] x, float[] y, double centre, int count) {
        for (int i = 0; i < count; i++) {
            double distance = x[i] - centre;
            lanes[i] = Math.fma(distance, distance, lanes[i]);
        }
    }

    private static void addProducts(double[] lanes, float[] x, float[] y, double centre, int count) {
        for (int i = 0; i < count; i++) {
            lanes[i] = Math.fma(x[i], y[i] - centre, lanes[i]);
        }
    }

    private static void addNegative(double[] lanes, float[] x, float[] y, double centre, int count) {
        for (int i = 0; i < count; i++) {
            lanes[i] = Math.fma((double) x[i], (double) Math.min(y[i], 0f), lanes[i]);
        }
    }
}
