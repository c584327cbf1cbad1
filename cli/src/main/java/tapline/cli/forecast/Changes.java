package tapline.cli.forecast;

import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;
import tapline.stream.StreamPlan;
import tapline.tensor.Tensor;

/// How much series change.
final class Changes {
    private Changes() {}

    /// Each sample less the one `distance` before it; 0 for the first ones, which have none before them.
    ///
    /// @param series float32, `[channels, samples]`. *Not modified*
    static Tensor within(Tensor series, int distance) {
        int samples = series.size(1);
        Tensor changes = Tensor.zeros(series.size(0), samples);
        for (int channel = 0; channel < series.size(0); channel++) {
            for (int i = distance; i < samples; i++) {
                int at = channel * samples + i;
                changes.floats()[at] = series.floats()[at] - series.floats()[at - distance];
            }
        }
        return changes;
    }

    /// The same of a live signal, from each sample to the next: `fma(1, x[i], fma(-1, x[i - 1], 0))`, and at first
    /// the sample less itself.
    static StreamPlan live(int channels) {
        float[] taps = new float[2 * channels];
        for (int i = 0; i < taps.length; i++) {
            taps[i] = i % 2 == 0 ? -1 : 1;
        }
        ConvGeometry each = new ConvGeometry(channels, channels, 2, 1, 1, channels, 1, 0, PaddingMode.REPLICATE);
        return StreamPlan.conv(each, taps, null);
    }
}
