package tapline.kernel;

import tapline.shape.PoolOptions;

/// Which samples of a signal each output of a pool looks at: `from[l]`, `from[l] + step`, ... below `to[l]`, all of
/// them in the signal. Not changed once made.
///
/// @param length of the signal
/// @param from the first sample of each window
/// @param to where each window ends (exclusive); not above `from` where all of its taps are on padding
/// @param step from one sample of a window to the next
/// @param divisor what the sum of each window is divided by for a mean
public record PoolWindows(int length, int[] from, int[] to, int step, int[] divisor) {

    /// How many windows there are: the length of the output.
    public int count() {
        return from.length;
    }

    /// How far each window is from the one before, where all are of neighbouring samples and of the same width;
    /// else 0.
    int stride() {
        int stride = count() < 2 ? 1 : from[1] - from[0];
        for (int l = 0; l < count(); l++) {
            boolean isAlike = from[l] == from[0] + l * stride && to[l] - from[l] == to[0] - from[0];
            if (!isAlike || step != 1 && to[l] - from[l] > 1) {
                return 0;
            }
        }
        return stride;
    }

    /// The windows of these options, which have been checked.
    ///
    /// @throws ArithmeticException if there are more than an array can have
    public static PoolWindows of(PoolOptions options, int length) {
        PoolWindows windows = empty(length, Math.toIntExact(options.outputLength(length)), options.dilation());
        long span = (long) options.dilation() * (options.kernelSize() - 1) + 1;
        for (int l = 0; l < windows.count(); l++) {
            long start = (long) l * options.stride() - options.padding();
            long end = Math.min(start + span, (long) length + options.padding());
            long skipped = start < 0 ? Math.ceilDiv(-start, (long) options.dilation()) : 0;
            windows.from[l] = (int) Math.min(start + skipped * options.dilation(), length);
            windows.to[l] = (int) Math.min(end, length);
            windows.divisor[l] =
                    options.countIncludePad() ? (int) (end - start) : Math.max(windows.to[l] - windows.from[l], 0);
        }
        return windows;
    }

    /// `outputs` windows that cover the signal evenly: `floor(l * length / outputs)` to `ceil((l + 1) * length /
    /// outputs)`.
    public static PoolWindows adaptive(int length, int outputs) {
        PoolWindows windows = empty(length, outputs, 1);
        for (int l = 0; l < outputs; l++) {
            windows.from[l] = (int) ((long) l * length / outputs);
            windows.to[l] = (int) Math.ceilDiv((l + 1L) * length, outputs);
            windows.divisor[l] = windows.to[l] - windows.from[l];
        }
        return windows;
    }

    private static PoolWindows empty(int length, int count, int step) {
        return new PoolWindows(length, new int[count], new int[count], step, new int[count]);
    }
}
