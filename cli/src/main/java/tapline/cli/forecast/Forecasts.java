package tapline.cli.forecast;

import java.util.List;
import tapline.tensor.Tensor;

/// Forecasts of the same samples by several methods, beside what was true.
///
/// @param horizon samples from when a forecast is made to what it is of
/// @param from the first sample that is forecast
/// @param to the end (exclusive) of the samples
/// @param truth `[1, samples]` of the whole series
/// @param methods in the order of reports
record Forecasts(int horizon, int from, int to, Tensor truth, List<Method> methods) {
    /// What one method says.
    ///
    /// @param made `[1, samples]`: at each sample, what it says of the sample `horizon` later
    record Method(String name, Tensor made) {}

    int length() {
        return to - from;
    }

    /// The true samples.
    float[] trueSamples() {
        return truth.select(0, 0).slice(0, from, to).floats();
    }

    /// What a method said of each of the samples, `horizon` samples before it.
    float[] samples(Method method) {
        return method.made().select(0, 0).slice(0, from - horizon, to - horizon).floats();
    }

    /// The root mean square error of a method.
    double error(Method method) {
        float[] forecast = samples(method);
        float[] actual = trueSamples();
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            double difference = forecast[i] - actual[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum / actual.length);
    }
}
