package tapline.kernel;

/// What a pool makes of one window: a function of its samples alone, so batches and streams give the same bits.
public final class Pools {
    private Pools() {}

    /// The maxima of the windows of a row; -infinity of a window without samples.
    ///
    /// @param x a row from `p`. *Not modified*
    /// @param y from `q`. *Modified* there
    public static void maxima(float[] x, int p, PoolWindows windows, float[] y, int q) {
        for (int l = 0; l < windows.count(); l++) {
            float best = Float.NEGATIVE_INFINITY;
            for (int i = p + windows.from()[l]; i < p + windows.to()[l]; i += windows.step()) {
                best = x[i] > best || Float.isNaN(x[i]) ? x[i] : best;
            }
            y[q + l] = best;
        }
    }

    /// The index of the largest of `x[from], x[from + step], ...` below `to`: the first of equal ones, and of NaNs,
    /// which are above all, the last. -1 if there is none.
    ///
    /// @param x *Not modified*
    public static int largest(float[] x, int from, int to, int step) {
        long best = Long.MIN_VALUE;
        for (int i = from; i < to; i += step) {
            // The integer grows with the float, and -0 + 0 is 0; lower bits prefer the first of equal floats.
            int bits = Float.floatToRawIntBits(x[i] + 0f);
            int rank = bits ^ (bits >> 31 & Integer.MAX_VALUE);
            best = Math.max(best, (long) rank << 32 | Integer.MAX_VALUE - i);
            if (x[i] != x[i]) {
                return last(x, i, to, step);
            }
        }
        return from < to ? Integer.MAX_VALUE - (int) best : -1;
    }

    /// The last NaN from the one at `from` on.
    private static int last(float[] x, int from, int to, int step) {
        int last = from;
        for (int i = from; i < to; i += step) {
            last = Float.isNaN(x[i]) ? i : last;
        }
        return last;
    }

    /// The same of doubles.
    public static int largest(double[] x, int from, int to, int step) {
        int best = from < to ? from : -1;
        for (int i = from; i < to; i += step) {
            if (x[i] > x[best] || Double.isNaN(x[i])) {
                best = i;
            }
        }
        return best;
    }

    /// `(x[from] + ... + x[to - 1]) / divisor`: added up in double in ascending order from 0.0, divided, and
    /// rounded by whoever keeps it.
    ///
    /// @param x *Not modified*
    public static double mean(float[] x, int from, int to, int divisor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i];
        }
        return sum / divisor;
    }

    /// The same of doubles.
    public static double mean(double[] x, int from, int to, int divisor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i];
        }
        return sum / divisor;
    }
}
