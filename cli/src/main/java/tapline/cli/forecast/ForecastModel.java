package tapline.cli.forecast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tapline.formats.Signal;
import tapline.formats.StateDict;
import tapline.nn.StateDictException;
import tapline.tensor.Generator;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// A network that forecasts one channel of a signal, and what it needs to be told of signals: all that `tapline
/// train` saves and `tapline predict` reads.
record ForecastModel(ForecastNet net, ForecastSettings settings) {
    /// Samples forecast at once: bounds the memory that long signals take.
    private static final int CHUNK = 1 << 16;

    /// A model with weights that are yet to be learned.
    ///
    /// @param dropout the share of outputs that are left out in training
    /// @param generator of the initial weights
    static ForecastModel untrained(ForecastSettings settings, double dropout, Generator generator) {
        return new ForecastModel(
                new ForecastNet(
                        settings.inputs().size(), settings.channels(), settings.kernelSize(), dropout, generator),
                settings);
    }

    /// The model in a file.
    ///
    /// @throws IllegalArgumentException if the file has tensors, but none that `tapline train` has saved
    static ForecastModel read(Path path) throws IOException {
        StateDict state = StateDict.read(path);
        ForecastModel model =
                untrained(ForecastSettings.parse(state.metadata(), path.toString()), 0, new Generator(0));
        try {
            model.net.loadStateDict(state.tensors());
        } catch (StateDictException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
        model.net.eval();
        return model;
    }

    /// The weights and settings, to be written.
    StateDict toStateDict() {
        return StateDict.of(net.stateDict()).withMetadata(settings.toMetadata());
    }

    /// How many samples a forecast depends on.
    int receptiveField() {
        return ForecastNet.receptiveField(settings.channels().size(), settings.kernelSize());
    }

    /// The forecast made at each sample of what comes `horizon` samples later, in the signal's own units.
    ///
    /// @param series float32, `[channels, samples]`, of the channels that the model sees. *Not modified*
    /// @return `[1, samples]`
    Tensor forecast(Tensor series) {
        Tensor normal = settings.normalization().apply(series);
        int samples = series.size(1);
        int before = receptiveField() - 1;
        List<Tensor> parts = new ArrayList<>();
        for (int begin = 0; begin < samples; begin += CHUNK) {
            int from = Math.max(0, begin - before);
            Tensor chunk = normal.slice(1, from, (int) Math.min(samples, (long) begin + CHUNK))
                    .unsqueeze(0);
            Tensor forecast = GradMode.noGrad(() -> net.forward(chunk));
            parts.add(forecast.select(0, 0).slice(1, begin - from, chunk.size(2)));
        }
        return settings.normalization().channel(settings.target()).invert(Tensor.cat(parts, 1));
    }

    /// The channels of a signal that the model sees, in its order: by their names, or, where they have none, by
    /// their places.
    ///
    /// @param name what messages call the signal
    /// @throws IllegalArgumentException if there is no such channel, a sample is not finite, or the sample rate is
    ///     another
    Tensor inputs(Signal signal, String name) {
        List<String> wanted = settings.inputs();
        int[] positions = new int[wanted.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = wanted.get(i).isEmpty() ? i : signal.channelNames().indexOf(wanted.get(i));
            if (positions[i] < 0 || positions[i] >= signal.channels()) {
                throw new IllegalArgumentException(name + ": expected the channels that the model was trained on, "
                        + wanted + ", but found " + signal.channelNames());
            }
        }
        if (settings.sampleRate().isPresent()
                && signal.sampleRate().isPresent()
                && settings.sampleRate().getAsDouble() != signal.sampleRate().getAsDouble()) {
            throw new IllegalArgumentException(name + ": expected a sample rate of "
                    + settings.sampleRate().getAsDouble() + " Hz, as the model was trained on, but got "
                    + signal.sampleRate().getAsDouble());
        }
        Signal chosen = signal.select(positions);
        FiniteSamples.check(chosen, name);
        return chosen.samples();
    }
}
