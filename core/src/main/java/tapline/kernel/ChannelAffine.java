package tapline.kernel;

/// `y = fma(x, scale[c], shift[c])` for each sample of channel `c`: what a norm is once its mean and variance are
/// known. Scale and shift are worked out in double and rounded to the element type; each output is a function of
/// its sample alone, so batches and streams give the same bits.
///
/// @param scale of each channel. *Not modified*
/// @param shift of each channel. *Not modified*
public record ChannelAffine(double[] scale, double[] shift) {
    /// Elements below which a thread is not worth waking.
    private static final int WORTH_SPLITTING = 1 << 15;

    /// The norm with this mean and variance: `(x - mean) / sqrt(variance + eps) * weight + bias`.
    ///
    /// @param mean of each channel
    /// @param variance of each channel
    /// @param weight of each channel, or null for 1
    /// @param bias of each channel, or null for 0
    public static ChannelAffine norm(double[] mean, double[] variance, double eps, double[] weight, double[] bias) {
        double[] scale = new double[mean.length];
        double[] shift = new double[mean.length];
        for (int c = 0; c < mean.length; c++) {
            scale[c] = (weight == null ? 1 : weight[c]) / Math.sqrt(variance[c] + eps);
            shift[c] = (bias == null ? 0 : bias[c]) - mean[c] * scale[c];
        }
        return new ChannelAffine(scale, shift);
    }

    /// @param x `[signals, channels, length]`. *Not modified*
    /// @param y of the same shape. *Modified*
    public void run(float[] x, float[] y, int length) {
        int rows = length == 0 ? 0 : x.length / length;
        Parallel.ranges(rows, Math.max(1, WORTH_SPLITTING / Math.max(1, length)), (from, to) -> {
            for (int row = from; row < to; row++) {
                int c = row % scale.length;
                row(x, (float) scale[c], (float) shift[c], y, row * length, (row + 1) * length);
            }
        });
    }

    /// The same of interleaved frames.
    ///
    /// @param x `[frame][channel]`. *Not modified*
    /// @param y may be `x` itself. *Modified* from `from` to `to` (exclusive)
    public void frames(float[] x, float[] y, int from, int to) {
        for (int frame = from; frame < to; frame += scale.length) {
            for (int c = 0; c < scale.length; c++) {
                y[frame + c] = Math.fma(x[frame + c], (float) scale[c], (float) shift[c]);
            }
        }
    }

    /// The same of doubles.
    public void run(double[] x, double[] y, int length) {
        for (int i = 0; i < x.length; i++) {
            int c = i / length % scale.length;
            y[i] = Math.fma(x[i], scale[c], shift[c]);
        }
    }

    private static void row(float[] x, float scale, float shift, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.fma(x[i], scale, shift);
        }
    }
}
