package tapline.cli.forecast;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// The options of a training that its result depends on.
final class TrainingPlan {
    @Option(
            names = "--horizon",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many samples ahead to forecast (default: ${DEFAULT-VALUE}).")
    int horizon;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "256",
            description = "Samples in each piece that is learned from (default: ${DEFAULT-VALUE}).")
    int window;

    @Option(
            names = "--channels",
            paramLabel = "N",
            split = ",",
            defaultValue = "16,16,16,16",
            description = "Channels of each level of the network; the dilation doubles from level to level "
                    + "(default: ${DEFAULT-VALUE}).")
    List<Integer> channels;

    @Option(
            names = "--kernel-size",
            paramLabel = "N",
            defaultValue = "5",
            description = "Taps of each kernel (default: ${DEFAULT-VALUE}).")
    int kernelSize;

    @Option(
            names = "--dropout",
            paramLabel = "P",
            defaultValue = "0.2",
            description = "The share of channels' values left out in training (default: ${DEFAULT-VALUE}).")
    double dropout;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often to go through the training data (default: ${DEFAULT-VALUE}).")
    int epochs;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop after so many epochs without a better one (default: go through all).")
    Integer patience;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "8",
            description = "Windows in each step (default: ${DEFAULT-VALUE}).")
    int batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            defaultValue = "0.004",
            description = "The highest learning rate of the one cycle (default: ${DEFAULT-VALUE}).")
    float learningRate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What all random numbers follow from: the same seed gives the same bits (default: "
                    + "${DEFAULT-VALUE}).")
    int seed;

    /// @throws IllegalArgumentException naming an option that is out of range
    void check() {
        positive("--horizon", horizon);
        positive("--window", window);
        positive("--kernel-size", kernelSize);
        positive("--epochs", epochs);
        positive("--batch-size", batchSize);
        if (patience != null) {
            positive("--patience", patience);
        }
        channels.forEach(count -> positive("--channels", count));
        ForecastSettings.check(horizon, channels, kernelSize);
        if (!(learningRate > 0 && Float.isFinite(learningRate))) {
            throw new IllegalArgumentException(
                    "expected a positive number for --learning-rate, but got " + learningRate);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("expected a number from 0 to below 1 for --dropout, but got " + dropout);
        }
    }

    private static void positive(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("expected at least 1 for " + option + ", but got " + value);
        }
    }

    /// The options in words, by which a checkpoint tells what it is of.
    Map<String, String> toMetadata() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("--horizon", Integer.toString(horizon));
        words.put("--window", Integer.toString(window));
        words.put("--channels", channels.stream().map(String::valueOf).collect(Collectors.joining(",")));
        words.put("--kernel-size", Integer.toString(kernelSize));
        words.put("--dropout", Double.toString(dropout));
        words.put("--epochs", Integer.toString(epochs));
        words.put("--patience", patience == null ? "none" : patience.toString());
        words.put("--batch-size", Integer.toString(batchSize));
        words.put("--learning-rate", Float.toString(learningRate));
        words.put("--seed", Integer.toString(seed));
        return words;
    }
}
