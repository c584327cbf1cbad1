package tapline.kernel;

/// [LeakyRelu] with a slope for each channel, on interleaved frames.
///
/// @param slopes of each channel, or one for all. *Not modified*
public record ChannelLeakyRelu(float[] slopes) {
    /// @param x `[frame][channel]`. *Not modified*
    /// @param y may be `x` itself. *Modified* from `from` to `to` (exclusive)
    public void apply(float[] x, float[] y, int from, int to) {
        for (int frame = from; frame < to; frame += slopes.length) {
            for (int c = 0; c < slopes.length; c++) {
                y[frame + c] = LeakyRelu.of(x[frame + c], slopes[c]);
            }
        }
    }
}
