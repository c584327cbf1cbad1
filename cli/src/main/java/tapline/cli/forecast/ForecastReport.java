package tapline.cli.forecast;

import java.io.PrintWriter;
import java.util.Locale;
import tapline.cli.TextTable;
import tapline.formats.Signal;
import tapline.nn.Parameter;
import tapline.train.TrainingHistory;

/// What `tapline train` prints.
///
/// @param target the channel that is forecast, from 0
record ForecastReport(ForecastTraining training, Signal signal, int target, PrintWriter out) {
    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;

    /// The name of what is forecast.
    String title() {
        String name = signal.channelNames().get(target);
        return name.isEmpty() ? "channel " + (target + 1) : name;
    }

    void begin() {
        ForecastModel model = training.model();
        int parameters = model.net().parameters().stream()
                .map(Parameter::shape)
                .mapToInt(shape -> shape.elements())
                .sum();
        out.println("forecast: " + title() + ", " + time(model.settings().horizon()) + " ahead");
        out.println("network: sees " + time(model.net().receptiveField()) + ", " + parameters + " parameters");
        out.println("samples: " + training.split().trainingEnd() + " to learn from, "
                + (training.split().testBegin() - training.split().trainingEnd()) + " to choose the best epoch, "
                + (signal.length() - training.split().testBegin()) + " to judge by");
        out.flush();
    }

    void end(TrainingHistory history, Forecasts forecasts) {
        int epochs = history.epochs().size();
        int since = epochs - history.best().epoch();
        out.println("best epoch: " + history.best().epoch() + " of " + epochs
                + (training.isStoppedEarly(history) ? "; stopped after " + since + " without a better one" : ""));
        out.println();
        TextTable table = new TextTable(1).row("", "error (root mean square)", "of persistence's");
        double persistence = forecasts.error(forecasts.methods().getLast());
        for (Forecasts.Method method : forecasts.methods()) {
            double error = forecasts.error(method);
            table.row(
                    method.name(),
                    String.format(Locale.ROOT, "%.4g", error),
                    String.format(Locale.ROOT, "%.0f %%", PERCENT * error / persistence));
        }
        table.print(out);
        out.flush();
    }

    private String time(int samples) {
        String count = samples + (samples == 1 ? " sample" : " samples");
        return signal.sampleRate().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%s (%.4g ms)",
                        count,
                        MILLIS * samples / signal.sampleRate().getAsDouble())
                : count;
    }
}
