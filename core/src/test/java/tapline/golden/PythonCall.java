package tapline.golden;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tapline.nn.CausalConv1d;
import tapline.nn.Conv1d;
import tapline.nn.ConvBuilder;
import tapline.nn.ConvTranspose1d;
import tapline.nn.Module;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;
import tapline.tensor.DType;
import tapline.tensor.Generator;

/// A constructor call of one of the convolution layers, as Python writes it or as a golden case's JSON has it.
///
/// @param layer `Conv1d`
/// @param arguments by PyTorch's names, numbers and names as text
record PythonCall(String layer, Map<String, String> arguments) {
    private static final Pattern CALL = Pattern.compile("(?:nn\\.)?(\\w+)\\((.*)\\)");
    private static final Pattern ARGUMENT =
            Pattern.compile("(?:(\\w+)=)?(?:'([^']*)'|\\((\\d+(?:, \\d+)*),?\\)|([-\\w.]+))(?:, |$)");
    private static final Map<String, String[]> POSITIONAL = new HashMap<>(Map.of(
            "Conv1d", new String[] {"in_channels", "out_channels", "kernel_size", "stride", "padding"},
            "ConvTranspose1d", new String[] {"in_channels", "out_channels", "kernel_size", "stride", "padding"},
            "CausalConv1d", new String[] {"in_channels", "out_channels", "kernel_size", "dilation"}));

    static {
        POSITIONAL.putAll(PoolAndNormCalls.POSITIONAL);
    }

    /// Whether [#build] can make such a layer.
    static boolean knows(String layer) {
        return POSITIONAL.containsKey(layer);
    }

    /// Reads `nn.Conv1d(3, 4, 5, padding='same')`; nothing if it is another expression.
    static Optional<PythonCall> parse(String expression) {
        Matcher call = CALL.matcher(expression);
        if (!call.matches() || !POSITIONAL.containsKey(call.group(1))) {
            return Optional.empty();
        }
        String[] names = POSITIONAL.get(call.group(1));
        Map<String, String> arguments = new LinkedHashMap<>();
        Matcher argument = ARGUMENT.matcher(call.group(2));
        int end = 0;
        for (int i = 0; argument.lookingAt(); i++) {
            String name = argument.group(1) == null ? names[i] : argument.group(1);
            for (int form = 2; form <= 4; form++) {
                if (argument.group(form) != null) {
                    arguments.put(name, argument.group(form));
                }
            }
            end = argument.end();
            argument.region(end, call.group(2).length());
        }
        return end == call.group(2).length() ? Optional.of(new PythonCall(call.group(1), arguments)) : Optional.empty();
    }

    /// Makes the layer that the call makes.
    Module build(Generator generator) {
        return switch (layer) {
            case "Conv1d" -> {
                Conv1d.Builder builder =
                        Conv1d.of(number("in_channels"), number("out_channels"), number("kernel_size"));
                String padding = arguments.getOrDefault("padding", "0");
                builder.padding(
                        padding.matches("-?\\d+") ? Padding.of(Integer.parseInt(padding)) : Padding.parse(padding));
                builder.paddingMode(mode());
                yield common(builder, generator).build();
            }
            case "ConvTranspose1d" -> {
                ConvTranspose1d.Builder builder =
                        ConvTranspose1d.of(number("in_channels"), number("out_channels"), number("kernel_size"));
                builder.padding(number("padding", 0)).outputPadding(number("output_padding", 0));
                builder.paddingMode(mode());
                yield common(builder, generator).build();
            }
            // The tutorial's own class, which has no bias.
            case "CausalConv1d" ->
                common(CausalConv1d.of(number("in_channels"), number("out_channels"), number("kernel_size")), generator)
                        .bias(false)
                        .build();
            default -> PoolAndNormCalls.layer(layer, arguments).orElseThrow(() -> new IllegalArgumentException(layer));
        };
    }

    private <B extends ConvBuilder<B>> B common(B builder, Generator generator) {
        return builder.stride(number("stride", 1))
                .dilation(number("dilation", 1))
                .groups(number("groups", 1))
                .bias(!arguments.getOrDefault("bias", "True").equalsIgnoreCase("False"))
                .dtype(arguments.getOrDefault("dtype", "").contains("float64") ? DType.FLOAT64 : DType.FLOAT32)
                .generator(generator);
    }

    private PaddingMode mode() {
        return PaddingMode.parse(arguments.getOrDefault("padding_mode", "zeros"));
    }

    private int number(String name) {
        return Integer.parseInt(arguments.get(name));
    }

    private int number(String name, int otherwise) {
        return arguments.containsKey(name) ? number(name) : otherwise;
    }
}
