package tapline.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import tapline.nn.AdaptiveAvgPool1d;
import tapline.nn.AdaptiveMaxPool1d;
import tapline.nn.AvgPool1d;
import tapline.nn.BatchNorm1d;
import tapline.nn.GroupNorm;
import tapline.nn.InstanceNorm1d;
import tapline.nn.LayerNorm;
import tapline.nn.MaxPool1d;
import tapline.nn.Module;
import tapline.nn.Upsample;
import tapline.shape.Interpolation;
import tapline.shape.InterpolationMode;
import tapline.shape.PoolOptions;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// Python's calls of pools and norms, in Java.
final class PoolAndNormCalls {
    /// Names of arguments that are given by position.
    static final Map<String, String[]> POSITIONAL = Map.of(
            "MaxPool1d", new String[] {"kernel_size"},
            "AvgPool1d", new String[] {"kernel_size"},
            "AdaptiveAvgPool1d", new String[] {"output_size"},
            "AdaptiveMaxPool1d", new String[] {"output_size"},
            "Upsample", new String[] {},
            "BatchNorm1d", new String[] {"num_features"},
            "InstanceNorm1d", new String[] {"num_features"},
            "GroupNorm", new String[] {"num_groups", "num_channels"},
            "LayerNorm", new String[] {"normalized_shape"});

    private final Map<String, String> arguments;

    private PoolAndNormCalls(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    /// The layer that a constructor makes; nothing if it is another layer's.
    static Optional<Module> layer(String name, Map<String, String> arguments) {
        return POSITIONAL.containsKey(name)
                ? Optional.of(new PoolAndNormCalls(arguments).build(name))
                : Optional.empty();
    }

    /// What a function returns; nothing if it is another function.
    static Optional<Supplier<Object>> function(String name, List<Object> given, JsonNode kwargs) {
        Tensor x = (Tensor) given.getFirst();
        boolean isList = given.size() > 1 && given.get(1) instanceof int[] sizes && sizes.length > 1;
        if (isList
                || kwargs.path("size").isArray()
                || kwargs.path("mode").asText().equals("bilinear")) {
            return Optional.empty();
        }
        int first = given.size() > 1 && given.get(1) instanceof int[] sizes ? sizes[0] : 0;
        PoolOptions options = new PoolOptions(
                first,
                kwargs.path("stride").asInt(first),
                kwargs.path("padding").asInt(0),
                kwargs.path("dilation").asInt(1),
                false,
                true);
        return switch (name) {
            case "F.max_pool1d" -> Optional.of(() -> Functional.maxPool1d(x, options));
            case "F.avg_pool1d" -> Optional.of(() -> Functional.avgPool1d(x, options));
            case "F.adaptive_avg_pool1d" -> Optional.of(() -> Functional.adaptiveAvgPool1d(x, first));
            case "F.interpolate" ->
                Optional.of(() -> Functional.interpolate(
                        x,
                        new Interpolation(
                                kwargs.has("size")
                                        ? OptionalInt.of(kwargs.get("size").asInt())
                                        : OptionalInt.empty(),
                                kwargs.has("scale_factor")
                                        ? OptionalDouble.of(
                                                kwargs.get("scale_factor").asDouble())
                                        : OptionalDouble.empty(),
                                InterpolationMode.NEAREST,
                                kwargs.path("align_corners").asBoolean(false))));
            default -> Optional.empty();
        };
    }

    private Module build(String name) {
        return switch (name) {
            case "MaxPool1d" -> MaxPool1d.of(pool());
            case "AvgPool1d" -> AvgPool1d.of(pool());
            case "AdaptiveAvgPool1d" -> AdaptiveAvgPool1d.of(number("output_size", 0));
            case "AdaptiveMaxPool1d" -> AdaptiveMaxPool1d.of(number("output_size", 0));
            case "Upsample" -> Upsample.of(interpolation());
            case "BatchNorm1d" ->
                BatchNorm1d.of(number("num_features", 0))
                        .eps(real("eps", 1e-5))
                        .momentum(arguments.getOrDefault("momentum", "").equals("None") ? null : real("momentum", 0.1))
                        .affine(flag("affine", true))
                        .trackRunningStats(flag("track_running_stats", true))
                        .build();
            case "InstanceNorm1d" ->
                InstanceNorm1d.of(number("num_features", 0)).build();
            case "GroupNorm" ->
                GroupNorm.of(number("num_groups", 0), number("num_channels", 0)).build();
            case "LayerNorm" ->
                LayerNorm.of(Arrays.stream(arguments.get("normalized_shape").split(", "))
                                .mapToInt(Integer::parseInt)
                                .toArray())
                        .eps(real("eps", 1e-5))
                        .build();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private PoolOptions pool() {
        int kernelSize = number("kernel_size", 0);
        return new PoolOptions(
                kernelSize,
                number("stride", kernelSize),
                number("padding", 0),
                number("dilation", 1),
                flag("ceil_mode", false),
                true);
    }

    private Interpolation interpolation() {
        Interpolation interpolation = arguments.containsKey("size")
                ? Interpolation.toSize(number("size", 0))
                : Interpolation.by(real("scale_factor", 0));
        return arguments.containsKey("mode")
                ? interpolation.mode(InterpolationMode.LINEAR).alignCorners(flag("align_corners", false))
                : interpolation;
    }

    private int number(String name, int otherwise) {
        return Integer.parseInt(arguments.getOrDefault(name, Integer.toString(otherwise)));
    }

    private double real(String name, double otherwise) {
        return Double.parseDouble(arguments.getOrDefault(name, Double.toString(otherwise)));
    }

    private boolean flag(String name, boolean otherwise) {
        return arguments.getOrDefault(name, Boolean.toString(otherwise)).equalsIgnoreCase("true");
    }
}
