package tapline.cli;

import tapline.formats.Signal;
import tapline.viz.Drawing;
import tapline.viz.Series;
import tapline.viz.SignalPlot;
import tapline.viz.Theme;

/// Pictures of signals.
final class SignalPictures {
    private SignalPictures() {}

    /// A signal and what a filter made of it: a panel for each channel, over the same time.
    static Drawing beforeAndAfter(Signal before, Signal after, double stride, Theme theme) {
        boolean timed = before.sampleRate().isPresent();
        SignalPlot plot = SignalPlot.of("A signal and its convolution").xLabel(timed ? "time [s]" : "sample");
        double step = timed ? 1 / before.sampleRate().getAsDouble() : 1;
        add(plot, "input", before, step);
        add(plot, "output", after, step * stride);
        return plot.draw(theme);
    }

    private static void add(SignalPlot plot, String role, Signal signal, double step) {
        for (int channel = 0; channel < signal.channels(); channel++) {
            String name = signal.channelNames().get(channel);
            String title = role + (name.isEmpty() ? signal.channels() == 1 ? "" : " " + (channel + 1) : ": " + name);
            plot.panel(
                    title,
                    "",
                    Series.of(title, signal.samples().select(0, channel).floats())
                            .step(step));
        }
    }
}
