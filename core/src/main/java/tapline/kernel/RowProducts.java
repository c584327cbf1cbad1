package tapline.kernel;

/// What norms, and gradients of norms, add up along each row of a matrix, in double, each in one walk over memory.
///
/// Element `i` of a row belongs to lane `i mod 256`; lanes are added as those of [ChannelSums]. Rows are independent
/// of each other, so threads change no bit. C2 makes vectors of the loops: floats are added to doubles, so it knows
/// that arrays do not overlap.
public final class RowProducts {
    private static final int WORTH_SPLITTING = 1 << 14;
    private static final int LANES = ChannelSums.LANES;

    private RowProducts() {}

    /// The sum of each row, and the sum of its elements' squared distances from the row's own mean.
    ///
    /// @param x `[rows, length]`. *Not modified*
    /// @param sums `[rows]`. *Modified*
    /// @param squares `[rows]`. *Modified*
    public static void moments(float[] x, int length, double[] sums, double[] squares) {
        ranges(sums.length, length, (from, to) -> {
            double[] lanes = new double[LANES];
            int used = Math.min(length, LANES);
            for (int row = from; row < to; row++) {
                for (int i = 0; i < length; i += LANES) {
                    ChannelSums.add(x, row * length + i, Math.min(LANES, length - i), lanes);
                }
                sums[row] = ChannelSums.tree(lanes, used);
                for (int i = 0; i < length; i += LANES) {
                    addSquares(x, row * length + i, sums[row] / length, Math.min(LANES, length - i), lanes);
                }
                squares[row] = ChannelSums.tree(lanes, used);
            }
        });
    }

    /// The same of doubles.
    public static void moments(double[] x, int length, double[] sums, double[] squares) {
        for (int i = 0; i < sums.length * length; i++) {
            sums[i / length] += x[i];
        }
        for (int i = 0; i < sums.length * length; i++) {
            double distance = x[i] - sums[i / length] / length;
            squares[i / length] += distance * distance;
        }
    }

    /// The sum of each row of `x`, and the sum of `x * (y - centre)`.
    ///
    /// @param x `[rows, length]`. *Not modified*
    /// @param y `[rows, length]`. *Not modified*
    /// @param centre of each row of y. *Not modified*
    /// @param sums `[rows]`. *Modified*
    /// @param products `[rows]`. *Modified*
    public static void of(float[] x, float[] y, double[] centre, int length, double[] sums, double[] products) {
        ranges(sums.length, length, (from, to) -> {
            double[] plain = new double[LANES];
            double[] lanes = new double[LANES];
            int used = Math.min(length, LANES);
            for (int row = from; row < to; row++) {
                for (int i = 0; i < length; i += LANES) {
                    addProducts(x, y, row * length + i, centre[row], Math.min(LANES, length - i), plain, lanes);
                }
                sums[row] = ChannelSums.tree(plain, used);
                products[row] = ChannelSums.tree(lanes, used);
            }
        });
    }

    /// The same of doubles.
    public static void of(double[] x, double[] y, double[] centre, int length, double[] sums, double[] products) {
        for (int i = 0; i < sums.length * length; i++) {
            sums[i / length] += x[i];
            products[i / length] += x[i] * (y[i] - centre[i / length]);
        }
    }

    /// The sum of `x * min(y, 0)` over one row: the gradient of the slope that negative samples y are multiplied
    /// with.
    ///
    /// @param x *Not modified*
    /// @param y *Not modified*
    public static double ofNegative(float[] x, float[] y, int from, int to) {
        double[] lanes = new double[LANES];
        for (int i = from; i < to; i += LANES) {
            addNegative(x, y, i, Math.min(LANES, to - i), lanes);
        }
        return ChannelSums.tree(lanes, Math.min(to - from, LANES));
    }

    private static void ranges(int rows, int length, Parallel.Range body) {
        Parallel.ranges(rows, Math.max(1, WORTH_SPLITTING / Math.max(1, length)), body);
    }

    private static void addSquares(float[] x, int from, double centre, int count, double[] lanes) {
        for (int i = 0; i < count; i++) {
            double distance = x[from + i] - centre;
            lanes[i] = Math.fma(distance, distance, lanes[i]);
        }
    }

    private static void addProducts(
            float[] x, float[] y, int from, double centre, int count, double[] plain, double[] lanes) {
        for (int i = 0; i < count; i++) {
            double value = x[from + i];
            plain[i] += value;
            lanes[i] = Math.fma(value, y[from + i] - centre, lanes[i]);
        }
    }

    private static void addNegative(float[] x, float[] y, int from, int count, double[] lanes) {
        for (int i = 0; i < count; i++) {
            lanes[i] = Math.fma((double) x[from + i], (double) Math.min(y[from + i], 0f), lanes[i]);
        }
    }
}
