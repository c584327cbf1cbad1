package tapline.kernel;

import java.util.Arrays;

/// The sum of each channel over all signals and samples, in double: a bias's gradient, the mean of a channel.
///
/// Sample `l` of a signal belongs to lane `l mod 8`; lanes go on from signal to signal, and are added in ascending
/// order at the end.
public final class ChannelSums {
    private static final int LANES = 8;

    private ChannelSums() {}

    /// @param x `[signals, channels, length]`. *Not modified*
    /// @return `[channels]`
    public static double[] of(float[] x, int signals, int channels, int length) {
        double[] sums = new double[channels];
        double[] lanes = new double[LANES];
        for (int channel = 0; channel < channels; channel++) {
            Arrays.fill(lanes, 0);
            for (int signal = 0; signal < signals; signal++) {
                addRow(x, (signal * channels + channel) * length, length, lanes);
            }
            for (double lane : lanes) {
                sums[channel] += lane;
            }
        }
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

    private static void addRow(float[] x, int from, int length, double[] lanes) {
        double s0 = lanes[0];
        double s1 = lanes[1];
        double s2 = lanes[2];
        double s3 = lanes[3];
        double s4 = lanes[4];
        double s5 = lanes[5];
        double s6 = lanes[6];
        double s7 = lanes[7];
        int i = 0;
        for (; i + LANES <= length; i += LANES) {
            s0 += x[from + i];
            s1 += x[from + i + 1];
            s2 += x[from + i + 2];
            s3 += x[from + i + 3];
            s4 += x[from + i + 4];
            s5 += x[from + i + 5];
            s6 += x[from + i + 6];
            s7 += x[from + i + 7];
        }
        lanes[0] = s0;
        lanes[1] = s1;
        lanes[2] = s2;
        lanes[3] = s3;
        lanes[4] = s4;
        lanes[5] = s5;
        lanes[6] = s6;
        lanes[7] = s7;
        for (int lane = 0; i + lane < length; lane++) {
            lanes[lane] += x[from + i + lane];
        }
    }
}
