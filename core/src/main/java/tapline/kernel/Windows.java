package tapline.kernel;

import tapline.shape.PaddingMode;

/// Copies what one tap meets, at all outputs of a tile, into an array of its own.
///
/// The copy is what makes the scalar kernels fast: C2 vectorises a loop over arrays that are all indexed `[i]` from
/// 0, and doesn't where two of them have different offsets. It is also the one place that knows padding.
final class Windows {
    private Windows() {}

    /// Copies `x[row + start]`, `x[row + start + step]`, ... into `window`.
    ///
    /// @param x the input. *Not modified*
    /// @param row where the signal's sample 0 is in `x`
    /// @param length samples of the signal; positions outside of `[0, length)` are padding
    /// @param start the first position, counted from the signal's sample 0
    /// @param step from one position to the next
    /// @param mode what stands on padding
    /// @param window *Modified* from `at`
    /// @param at where the first goes
    /// @param count how many
    static void copy(
            float[] x, int row, int length, int start, int step, PaddingMode mode, float[] window, int at, int count) {
        int first = inside(-(long) start, step, count);
        int last = Math.max(first, inside((long) length - start, step, count));
        if (first > 0 || last < count) {
            pad(x, row, length, start, step, mode, window, at, 0, first);
            pad(x, row, length, start, step, mode, window, at, last, count);
        }
        if (step == 1 && last > first) {
            System.arraycopy(x, row + start + first, window, at + first, last - first);
        } else {
            for (int i = first; i < last; i++) {
                window[at + i] = x[row + start + i * step];
            }
        }
    }

    private static void pad(
            float[] x,
            int row,
            int length,
            int start,
            int step,
            PaddingMode mode,
            float[] window,
            int at,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            int source = mode.source((long) start + (long) i * step, length);
            window[at + i] = source < 0 ? 0 : x[row + source];
        }
    }

    /// The same for float64.
    static void copy(
            double[] x, int row, int length, int start, int step, PaddingMode mode, double[] window, int count) {
        for (int i = 0; i < count; i++) {
            int source = mode.source((long) start + (long) i * step, length);
            window[i] = source < 0 ? 0 : x[row + source];
        }
    }

    /// The first `i` for which `i * step >= distance`, at most `count`.
    private static int inside(long distance, int step, int count) {
        return (int) Math.clamp(step == 1 ? distance : Math.ceilDiv(distance, step), 0L, count);
    }
}
