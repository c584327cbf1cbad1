package tapline.cli.forecast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tapline.cli.live.LiveNetwork;
import tapline.formats.Signal;
import tapline.formats.StateDict;
import tapline.formats.model.ModelFile;
import tapline.nn.StateDictException;
import tapline.nn.TemporalConvNet;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Generator;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// A causal network that forecasts one channel of a signal, and what it needs to be told of signals: all that
/// `tapline train` saves and `tapline predict` reads.
///
/// The network sees how much each channel changes from sample to sample, and says how much the forecast one will
/// change within the horizon. So a level that wanders, which was never seen in training, does not matter to it.
public record ForecastModel(TemporalConvNet net, ForecastSettings settings) implements LiveNetwork {
    /// Samples forecast at once: bounds the memory that long signals take.
    private static final int CHUNK = 1 << 16;

    /// A model with weights that are yet to be learned.
    ///
    /// @param dropout the share of outputs that are left out in training
    /// @param generator of the initial weights, and of what is left out
    static ForecastModel untrained(ForecastSettings settings, double dropout, Generator generator) {
        TemporalConvNet net = TemporalConvNet.of(settings.inputs().size(), 1)
                .channels(
                        settings.channels().stream().mapToInt(Integer::intValue).toArray())
                .kernelSize(settings.kernelSize())
                .dropout(dropout)
                .generator(generator)
                .build();
        return new ForecastModel(net, settings);
    }

    /// The model in a file.
    ///
    /// @throws IllegalArgumentException if the file has tensors, but not those of a model that `tapline train` has
    ///     saved
    public static ForecastModel read(Path path) throws IOException {
        return of(StateDict.read(path), path.toString());
    }

    /// Whether a file is one that `tapline train` has saved.
    public static boolean isIn(StateDict state) {
        return ForecastSettings.isIn(state.metadata());
    }

    /// The model in a file that has been read.
    ///
    /// @param name what messages call the file
    /// @throws IllegalArgumentException if the tensors are not those of a model that `tapline train` has saved
    public static ForecastModel of(StateDict state, String name) {
        ForecastSettings settings = ForecastSettings.parse(state.metadata(), name);
        try {
            ForecastModel model = untrained(settings, 0, new Generator(0));
            model.net.loadStateDict(state.tensors());
            model.net.eval();
            return model;
        } catch (StateDictException | ShapeException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /// The weights and settings, to be written.
    StateDict toStateDict() {
        StateDict network = ModelFile.toStateDict(net);
        Map<String, String> metadata = new LinkedHashMap<>(network.metadata());
        metadata.putAll(settings.toMetadata());
        return network.withMetadata(metadata);
    }

    /// What the network sees of a series.
    ///
    /// @param series float32, `[channels, samples]`. *Not modified*
    Tensor features(Tensor series) {
        return settings.inputScale().apply(Changes.within(series, 1));
    }

    /// What the network should say `horizon` samples before each sample.
    ///
    /// @param series float32, `[channels, samples]`. *Not modified*
    Tensor targets(Tensor series) {
        return settings.changeScale().apply(Changes.within(target(series), settings.horizon()));
    }

    /// The channel that is forecast, `[1, samples]`.
    Tensor target(Tensor series) {
        return series.slice(0, settings.target(), settings.target() + 1);
    }

    /// The forecast made at each sample of what comes `horizon` samples later, in the signal's own units.
    ///
    /// @param series float32, `[channels, samples]`, of the channels that the model sees. *Not modified*
    /// @return `[1, samples]`
    Tensor forecast(Tensor series) {
        Tensor features = features(series);
        int samples = series.size(1);
        int before = net.receptiveField() - 1;
        List<Tensor> parts = new ArrayList<>();
        for (int begin = 0; begin < samples; begin += CHUNK) {
            int from = Math.max(0, begin - before);
            Tensor chunk = features.slice(1, from, Math.min(samples, begin + CHUNK));
            Tensor change = GradMode.noGrad(() -> net.forward(chunk));
            parts.add(change.slice(1, begin - from, chunk.size(1)));
        }
        return target(series).add(settings.changeScale().invert(Tensor.cat(parts, 1)));
    }

    @Override
    public List<String> inputs() {
        return settings.inputs().stream().anyMatch(String::isEmpty) ? List.of() : settings.inputs();
    }

    @Override
    public OptionalDouble sampleRate() {
        return settings.sampleRate();
    }

    @Override
    public List<String> outputs(List<String> inputs, int count) {
        String name = inputs.get(settings.target());
        return List.of((name.isEmpty() ? "" : name + "_") + "forecast");
    }

    /// What [#forecast] does, step by step, each as a part of a stream: the same in every bit.
    ///
    /// @throws IllegalArgumentException if the model sees another number of channels
    @Override
    public StreamPlan plan(int channels) {
        if (channels != settings.inputs().size()) {
            throw new IllegalArgumentException("expected the "
                    + settings.inputs().size() + " channels that the model was trained on, but got " + channels);
        }
        StreamPlan change = Changes.live(channels).then(LiveScale.applied(settings.inputScale()));
        StreamPlan forecast = net.streamAfter(change).then(LiveScale.inverted(settings.changeScale()));
        StreamPlan target = StreamPlan.select(channels, settings.target(), settings.target() + 1);
        return StreamPlan.sum(List.of(target, forecast));
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
        double trained = settings.sampleRate().orElse(Double.NaN);
        double found = signal.sampleRate().orElse(trained);
        if (found != trained && settings.sampleRate().isPresent()) {
            throw new IllegalArgumentException(name + ": expected a sample rate of " + trained
                    + " Hz, as the model was trained on, but got " + found);
        }
        Signal chosen = signal.select(positions);
        FiniteSamples.check(chosen, name);
        return chosen.samples();
    }
}
