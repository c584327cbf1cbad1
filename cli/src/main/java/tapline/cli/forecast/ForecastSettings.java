package tapline.cli.forecast;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import tapline.train.Normalization;

/// What a file of a forecaster says of it beside its weights, in words and numbers, one to a line of its metadata.
///
/// @param inputs the names of the channels that it sees; empty where they have none
/// @param target which of them it forecasts, from 0
/// @param horizon how many samples ahead
/// @param channels of each level of the network
/// @param kernelSize of its convolutions
/// @param sampleRate of the signal that it was trained on (Hz), absent when unknown
/// @param inputScale of the inputs' changes from sample to sample
/// @param changeScale of the target's change within the horizon
public record ForecastSettings(
        List<String> inputs,
        int target,
        int horizon,
        List<Integer> channels,
        int kernelSize,
        OptionalDouble sampleRate,
        Normalization inputScale,
        Normalization changeScale) {
    private static final String KIND = "kind";
    private static final String FORECASTER = "tapline forecaster 1";
    private static final int MOST_CHANNELS = 4096;
    private static final int MOST_LEVELS = 24;
    private static final int LARGEST = 1 << 20;

    /// @throws IllegalArgumentException for what would be refused when it is read again
    static void check(int horizon, List<Integer> channels, int kernelSize) {
        if (channels.size() > MOST_LEVELS
                || channels.stream().anyMatch(count -> count > MOST_CHANNELS)
                || horizon > LARGEST
                || kernelSize > LARGEST) {
            throw new IllegalArgumentException("expected at most " + MOST_LEVELS + " levels of " + MOST_CHANNELS
                    + " channels, and at most " + LARGEST + " for --kernel-size and --horizon, but got --channels "
                    + channels + ", --kernel-size " + kernelSize + " and --horizon " + horizon);
        }
    }

    Map<String, String> toMetadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(KIND, FORECASTER);
        metadata.put("architecture", "TemporalConvNet; from changes between samples to the change within the horizon");
        metadata.put("channels", channels.stream().map(String::valueOf).collect(Collectors.joining(",")));
        metadata.put("kernel_size", Integer.toString(kernelSize));
        metadata.put("horizon", Integer.toString(horizon));
        metadata.put("inputs", Integer.toString(inputs.size()));
        metadata.put("target", Integer.toString(target));
        for (int i = 0; i < inputs.size(); i++) {
            metadata.put("input." + i + ".name", inputs.get(i));
            metadata.put("input." + i + ".mean", inputScale.mean().get(i).toString());
            metadata.put("input." + i + ".std", inputScale.std().get(i).toString());
        }
        metadata.put("change.mean", changeScale.mean().getFirst().toString());
        metadata.put("change.std", changeScale.std().getFirst().toString());
        sampleRate.ifPresent(rate -> metadata.put("sample_rate", Double.toString(rate)));
        return metadata;
    }

    /// Whether these are the metadata of a forecaster.
    static boolean isIn(Map<String, String> metadata) {
        return FORECASTER.equals(metadata.get(KIND));
    }

    /// @param name what messages call the file
    /// @throws IllegalArgumentException if the metadata are not those of a forecaster
    static ForecastSettings parse(Map<String, String> metadata, String name) {
        if (!isIn(metadata)) {
            throw new IllegalArgumentException(
                    name + ": expected a model that tapline train has saved, but its metadata has no \"" + KIND
                            + "\": \"" + FORECASTER + "\"");
        }
        Fields fields = new Fields(metadata, name);
        int count = fields.whole("inputs", 1, MOST_CHANNELS);
        List<String> inputs = new ArrayList<>();
        List<Double> mean = new ArrayList<>();
        List<Double> std = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            inputs.add(fields.text("input." + i + ".name"));
            mean.add(fields.number("input." + i + ".mean"));
            std.add(fields.number("input." + i + ".std"));
        }
        String[] sizes = fields.text("channels").split(",", MOST_LEVELS + 1);
        if (sizes.length > MOST_LEVELS) {
            throw fields.problem("channels", "at most " + MOST_LEVELS + " levels");
        }
        List<Integer> channels = new ArrayList<>();
        for (String size : sizes) {
            channels.add(fields.whole("channels", size, 1, MOST_CHANNELS));
        }
        return new ForecastSettings(
                inputs,
                fields.whole("target", 0, count - 1),
                fields.whole("horizon", 1, LARGEST),
                channels,
                fields.whole("kernel_size", 1, LARGEST),
                metadata.containsKey("sample_rate")
                        ? OptionalDouble.of(fields.number("sample_rate"))
                        : OptionalDouble.empty(),
                new Normalization(mean, std),
                new Normalization(List.of(fields.number("change.mean")), List.of(fields.number("change.std"))));
    }

    /// The metadata of one file.
    private record Fields(Map<String, String> metadata, String name) {
        String text(String field) {
            String text = metadata.get(field);
            if (text == null) {
                throw new IllegalArgumentException(
                        name + ": expected \"" + field + "\" in the metadata, but it is missing");
            }
            return text;
        }

        int whole(String field, int least, int most) {
            return whole(field, text(field), least, most);
        }

        int whole(String field, String text, int least, int most) {
            try {
                int value = Integer.parseInt(text);
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Reported below, as a number that is out of range is.
            }
            throw problem(field, "a whole number from " + least + " to " + most);
        }

        double number(String field) {
            try {
                double value = Double.parseDouble(text(field));
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Reported below, as a number that is not finite is.
            }
            throw problem(field, "a finite number");
        }

        IllegalArgumentException problem(String field, String expected) {
            return new IllegalArgumentException(name + ": expected " + expected + " for \"" + field
                    + "\" in the metadata, but got '" + text(field) + "'");
        }
    }
}
