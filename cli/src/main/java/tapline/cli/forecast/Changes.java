package tapline.cli.forecast;

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
}
