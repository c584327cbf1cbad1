package tapline.kernel;

import java.util.Arrays;

/// What a pool makes of one window: a function of its samples alone, so batches and streams give the same bits.
public final class Pools {
    private Pools() {}

    /// Windows whose maxima are taken at once.
    private static final int BLOCK = 256;

    /// The maxima of the windows of some rows; -infinity of a window without samples.
    ///
    /// @param x `[rows, length]`. *Not modified*
    /// @param y `[rows, windows]`. *Modified* from row `from` to `to` (exclusive)
    public static void maxima(float[] x, PoolWindows windows, float[] y, int from, int to) {
        int stride = windows.stride();
        float[] maxima = new float[Math.min(BLOCK, windows.count())];
        float[] taps = new float[maxima.length];
        for (int row = from; row < to; row++) {
            maxima(x, row * windows.length(), windows, stride, maxima, taps, y, row * windows.count());
        }
    }

    private static void maxima(
            float[] x, int p, PoolWindows windows, int stride, float[] maxima, float[] taps, float[] y, int q) {
        for (int l = 0; l < windows.count(); l += BLOCK) {
            int count = Math.min(BLOCK, windows.count() - l);
            if (stride > 0) {
                maxima(x, p + windows.from()[l], windows.to()[l] - windows.from()[l], stride, maxima, taps, count);
                System.arraycopy(maxima, 0, y, q + l, count);
                continue;
            }
            for (int i = l; i < l + count; i++) {
                y[q + i] = maximum(x, p + windows.from()[i], p + windows.to()[i], windows.step());
            }
        }
    }

    /// The maxima of `width` neighbours each, tap by tap over arrays that are indexed alike, of which the compiler
    /// makes vectors: comparing sample by sample mispredicts as often as not.
    private static void maxima(float[] x, int p, int width, int stride, float[] maxima, float[] taps, int count) {
        Arrays.fill(maxima, Float.NEGATIVE_INFINITY);
        for (int k = 0; k < width; k++) {
            for (int i = 0; i < count; i++) {
                taps[i] = x[p + i * stride + k];
            }
            for (int i = 0; i < count; i++) {
                maxima[i] = Math.max(maxima[i], taps[i]);
            }
        }
    }

    /// The same of doubles.
    public static void maxima(double[] x, PoolWindows windows, double[] y, int from, int to) {
        for (int row = from; row < to; row++) {
            int p = row * windows.length();
            for (int l = 0; l < windows.count(); l++) {
                int at = largest(x, p + windows.from()[l], p + windows.to()[l], windows.step());
                y[row * windows.count() + l] = at < 0 ? Double.NEGATIVE_INFINITY : x[at];
            }
        }
    }

    /// The gradient of [#maxima]: what reaches a window goes to the sample that [#largest] finds in it.
    ///
    /// @param x `[rows, length]`. *Not modified*
    /// @param y its maxima, `[rows, windows]`. *Not modified*
    /// @param g their gradient, `[rows, windows]`. *Not modified*
    /// @param dx `[rows, length]`. *Modified* from row `from` to `to` (exclusive)
    public static void maximaBack(float[] x, float[] y, float[] g, PoolWindows windows, float[] dx, int from, int to) {
        Arrays.fill(dx, from * windows.length(), to * windows.length(), 0);
        for (int row = from; row < to; row++) {
            int p = row * windows.length();
            int q = row * windows.count();
            for (int l = 0; l < windows.count(); l++) {
                if (windows.from()[l] < windows.to()[l]) {
                    int at = firstOf(y[q + l], x, p + windows.from()[l], p + windows.to()[l], windows.step());
                    dx[at] += g[q + l];
                }
            }
        }
    }

    /// The same of doubles.
    public static void maximaBack(double[] x, double[] g, PoolWindows windows, double[] dx, int from, int to) {
        Arrays.fill(dx, from * windows.length(), to * windows.length(), 0);
        for (int row = from; row < to; row++) {
            int p = row * windows.length();
            for (int l = 0; l < windows.count(); l++) {
                int at = largest(x, p + windows.from()[l], p + windows.to()[l], windows.step());
                if (at >= 0) {
                    dx[at] += g[row * windows.count() + l];
                }
            }
        }
    }

    /// Where a window's maximum is: from its end to its start, since which sample it is can't be predicted, but how
    /// many there are can.
    private static int firstOf(float maximum, float[] x, int from, int to, int step) {
        if (maximum != maximum) {
            return largest(x, from, to, step);
        }
        int first = from;
        for (int i = from + (to - 1 - from) / step * step; i >= from; i -= step) {
            first = x[i] == maximum ? i : first;
        }
        return first;
    }

    /// The largest of `x[from], x[from + step], ...` below `to`: NaN is above all, and 0 above -0. -infinity if there
    /// is none.
    ///
    /// @param x *Not modified*
    public static float maximum(float[] x, int from, int to, int step) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i += step) {
            maximum = Math.max(maximum, x[i]);
        }
        return maximum;
    }

    /// The index of the largest of `x[from], x[from + step], ...` below `to`: the first of equal ones, and of NaNs,
    /// which are above all, the last. -1 if there is none.
    ///
    /// @param x *Not modified*
    static int largest(float[] x, int from, int to, int step) {
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
    static int largest(double[] x, int from, int to, int step) {
        int best = from < to ? from : -1;
        for (int i = from; i < to; i += step) {
            if (x[i] > x[best] || Double.isNaN(x[i])) {
                best = i;
            }
        }
        return best;
    }

    /// `(x[from] + x[from + step] + ...) / divisor`, of those below `to`: added up in double in ascending order from
    /// 0.0, divided, and rounded by whoever keeps it.
    ///
    /// @param x *Not modified*
    public static double mean(float[] x, int from, int to, int step, int divisor) {
        double sum = 0;
        for (int i = from; i < to; i += step) {
            sum += x[i];
        }
        return sum / divisor;
    }

    /// The same of neighbouring doubles.
    public static double mean(double[] x, int from, int to, int divisor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i];
        }
        return sum / divisor;
    }
}
