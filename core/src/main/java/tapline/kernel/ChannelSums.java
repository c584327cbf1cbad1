package tapline.kernel;

import java.util.Arrays;

/// The sum of each channel over all signals and samples, in double: a bias's gradient, the mean of a channel.
///
/// Sample `l` of a signal belongs to lane `l mod 256`; lanes go on from signal to signal, and are added as a tree
/// at the end (lane `j` and `j + 128`, then 64 to 1 apart).
public final class ChannelSums {
    static final int LANES = 256;

    /// Elements below which a thread is not worth waking.
    private static final int WORTH_SPLITTING = 1 << 16;

    private ChannelSums() {}

    /// @param x `[signals, channels, length]`. *Not modified*
    /// @return `[channels]`
    public static double[] of(float[] x, int signals, int channels, int length) {
        double[] sums = new double[channels];
        int worthwhile = Math.ceilDiv(WORTH_SPLITTING, Math.max(1, signals * length));
        Parallel.ranges(channels, worthwhile, (from, to) -> {
            double[] lanes = new double[LANES];
            float[] part = new float[LANES];
            for (int channel = from; channel < to; channel++) {
                Arrays.fill(lanes, 0);
                for (int signal = 0; signal < signals; signal++) {
                    addRow(x, (signal * channels + channel) * length, length, part, lanes);
                }
                sums[channel] = tree(lanes, Math.min(length, LANES));
            }
        });
        return sums;
    }

    /// The same of doubles.
    public static double[] of(double[] x, int signals, int channels, int length) {
        double[] sums = new double[channels];
        for (int row = 0; row < signals * channels; row++) {
            for (int i = 0; i < length; i++) {
                sums[row % channels] += x[row * length + i];
            }
        }
        return sums;
    }

    /// By parts in an array of their own: C2 makes vectors of loops over arrays that are indexed alike.
    private static void addRow(float[] x, int from, int length, float[] part, double[] lanes) {
        for (int i = 0; i < length; i += LANES) {
            int count = Math.min(LANES, length - i);
            System.arraycopy(x, from + i, part, 0, count);
            for (int lane = 0; lane < count; lane++) {
                lanes[lane] += part[lane];
            }
        }
    }

    /// The sum of the first `used` lanes.
    ///
    /// @param lanes those from `used` on are zeros. *Modified*
    static double tree(double[] lanes, int used) {
        for (int distance = LANES / 2; distance > 0; distance /= 2) {
            int pairs = Math.min(distance, used - distance);
            for (int lane = 0; lane < pairs; lane++) {
                lanes[lane] += lanes[lane + distance];
            }
        }
        return lanes[0];
    }
}
