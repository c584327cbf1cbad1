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
            for (int channel = from; channel < to; channel++) {
                for (int signal = 0; signal < signals; signal++) {
                    int row = (signal * channels + channel) * length;
                    for (int i = 0; i < length; i += LANES) {
                        add(x, row + i, Math.min(LANES, length - i), lanes);
                    }
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

    /// Adds `count` elements to the first lanes. C2 makes vectors of it: a double is no float's memory.
    static void add(float[] x, int from, int count, double[] lanes) {
        for (int lane = 0; lane < count; lane++) {
            lanes[lane] += x[from + lane];
        }
    }

    /// The sum of the first `used` lanes.
    ///
    /// @param lanes those from `used` on are zeros. *Modified*: all zeros, for the next sum
    static double tree(double[] lanes, int used) {
        // With constants, C2 makes vectors of the first steps, which are the longest.
        if (used > 128) {
            for (int lane = 0; lane < 128; lane++) {
                lanes[lane] += lanes[lane + 128];
            }
        }
        if (used > 64) {
            for (int lane = 0; lane < 64; lane++) {
                lanes[lane] += lanes[lane + 64];
            }
        }
        for (int distance = 32; distance > 0; distance /= 2) {
            int pairs = Math.min(distance, used - distance);
            for (int lane = 0; lane < pairs; lane++) {
                lanes[lane] += lanes[lane + distance];
            }
        }
        double sum = lanes[0];
        Arrays.fill(lanes, 0, used, 0);
        return sum;
    }
}
