package tapline.cli.forecast;

import tapline.stream.FrameFunction;
import tapline.stream.StreamPlan;
import tapline.train.Normalization;

/// A [Normalization] of a live signal, with the roundings that it has: each step is one of float32.
final class LiveScale {
    private LiveScale() {}

    static StreamPlan applied(Normalization scale) {
        float[] mean = floats(scale, true);
        float[] std = floats(scale, false);
        return plan(scale, "normalized", (x, y, from, to) -> {
            for (int i = from; i < to; i++) {
                int channel = (i - from) % mean.length;
                y[i] = (x[i] - mean[channel]) / std[channel];
            }
        });
    }

    static StreamPlan inverted(Normalization scale) {
        float[] mean = floats(scale, true);
        float[] std = floats(scale, false);
        return plan(scale, "as it was", (x, y, from, to) -> {
            for (int i = from; i < to; i++) {
                int channel = (i - from) % mean.length;
                y[i] = x[i] * std[channel] + mean[channel];
            }
        });
    }

    private static StreamPlan plan(Normalization scale, String name, FrameFunction function) {
        int channels = scale.mean().size();
        float[] parameters = new float[2 * channels];
        System.arraycopy(floats(scale, true), 0, parameters, 0, channels);
        System.arraycopy(floats(scale, false), 0, parameters, channels, channels);
        return StreamPlan.function(channels, name, function, parameters);
    }

    private static float[] floats(Normalization scale, boolean isMean) {
        float[] values = new float[scale.mean().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (isMean ? scale.mean() : scale.std()).get(i).floatValue();
        }
        return values;
    }
}
