package tapline.kernel;

/// What a pool makes of one window: a function of its samples alone, so batches and streams give the same bits.
public final class Pools {
    private Pools() {}

    /// The index of the largest of `x[from], x[from + step], ...` below `to`: the first of equal ones, and of NaNs,
    /// which are above all, the last. -1 if there is none.
    ///
    /// @param x *Not modified*
    public static int largest(float[] x, int from, int to, int step) {
        int best = from < to ? from : -1;
        for (int i = from; i < to; i += step) {
            if (x[i] > x[best] || Float.isNaN(x[i])) {
                best = i;
            }
        }
        return best;
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
