package tapline.cli.forecast;

import tapline.formats.Signal;

/// Refuses signals with gaps: what can't be added up can't be learned from.
final class FiniteSamples {
    private FiniteSamples() {}

    /// @param name what messages call the signal
    /// @throws IllegalArgumentException naming the first sample that is NaN or infinite
    static void check(Signal signal, String name) {
        float[] samples = signal.samples().floats();
        for (int i = 0; i < samples.length; i++) {
            if (!Float.isFinite(samples[i])) {
                String channel = signal.channelNames().get(i / signal.length());
                throw new IllegalArgumentException(name + ": expected finite numbers, but "
                        + (channel.isEmpty() ? "channel " + (i / signal.length() + 1) : "column '" + channel + "'")
                        + " is " + samples[i] + " at sample " + (i % signal.length() + 1));
            }
        }
    }
}
