package tapline.cli.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tapline.viz.Drawing;
import tapline.viz.Series;
import tapline.viz.SignalPanel;
import tapline.viz.SignalPlot;
import tapline.viz.Theme;

/// A forecast against the truth: a stretch of it large enough to see single waves, and its error.
///
/// @param signal what is forecast, for the title
/// @param sampleRate in Hz, absent when unknown
record ForecastPicture(Forecasts forecasts, String signal, OptionalDouble sampleRate, Theme theme) {
    private static final int SAMPLES_SHOWN = 1440;

    Drawing draw() {
        double step = sampleRate.isPresent() ? 1 / sampleRate.getAsDouble() : 1;
        int shown = Math.min(SAMPLES_SHOWN, forecasts.length());
        Forecasts.Method network = forecasts.methods().getFirst();
        SignalPlot plot = SignalPlot.of(signal + ", forecast " + ahead())
                .subtitle("the first " + shown + " of " + forecasts.length() + " samples")
                .xLabel(sampleRate.isPresent() ? "time [s]" : "sample")
                .panel(
                        "truth and forecast",
                        "",
                        series("truth", forecasts.trueSamples(), shown, step),
                        series(network.name(), forecasts.samples(network), shown, step));
        List<Series> errors = forecasts.methods().stream()
                .map(method -> series("error", differences(method), shown, step))
                .toList();
        for (int i = 0; i < errors.size(); i++) {
            Forecasts.Method method = forecasts.methods().get(i);
            String title = String.format(
                    Locale.ROOT, "error of %s, root mean square %.4g", method.name(), forecasts.error(method));
            plot.panel(SignalPanel.of(title, "", errors.get(i)).comparedWith(errors));
        }
        return plot.draw(theme);
    }

    private String ahead() {
        int horizon = forecasts.horizon();
        return sampleRate.isPresent()
                ? String.format(Locale.ROOT, "%.3g ms ahead", 1000 * horizon / sampleRate.getAsDouble())
                : horizon + " samples ahead";
    }

    private float[] differences(Forecasts.Method method) {
        float[] differences = forecasts.samples(method);
        float[] actual = forecasts.trueSamples();
        for (int i = 0; i < actual.length; i++) {
            differences[i] -= actual[i];
        }
        return differences;
    }

    private Series series(String name, float[] samples, int shown, double step) {
        return Series.of(name, Arrays.copyOf(samples, shown)).step(step).start(forecasts.from() * step);
    }
}
