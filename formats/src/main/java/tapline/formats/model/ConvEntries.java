package tapline.formats.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tapline.formats.FormatException;
import tapline.nn.CausalConv1d;
import tapline.nn.Conv1d;
import tapline.nn.ConvBuilder;
import tapline.nn.ConvTranspose1d;
import tapline.nn.Linear;
import tapline.shape.CausalAlignment;
import tapline.shape.ConvAlgorithm;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvOptions;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.ConvTransposeOptions;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;

/// Convolutions and linear maps.
final class ConvEntries {
    private static final Map<String, Padding> NAMED = new TreeMap<>(Map.of(
            "same", Padding.SAME,
            "valid", Padding.VALID,
            "strided_same", Padding.STRIDED_SAME,
            "causal", Padding.causal(CausalAlignment.FIRST_OF_STRIDE),
            "causal_last_of_stride", Padding.causal(CausalAlignment.LAST_OF_STRIDE)));

    private ConvEntries() {}

    static void addTo(LayerTable table) {
        table.add(Conv1d.class, ConvEntries::conv, ConvEntries::describe);
        table.add(CausalConv1d.class, ConvEntries::causal, ConvEntries::describe);
        table.add(ConvTranspose1d.class, ConvEntries::transposed, ConvEntries::describe);
        table.add(
                Linear.class,
                in -> Linear.of(in.whole("in_features"), in.whole("out_features"))
                        .bias(in.truth("bias", true))
                        .dtype(in.dtype())
                        .generator(in.generator())
                        .build(),
                (linear, out) -> out.say("in_features", linear.weight().shape().size(1))
                        .say("out_features", linear.weight().shape().size(0))
                        .say("bias", linear.bias().isPresent(), true)
                        .dtype(linear));
    }

    private static Conv1d conv(Fields in) throws FormatException {
        return common(Conv1d.of(in.whole("in_channels"), in.whole("out_channels"), in.whole("kernel_size")), in)
                .padding(padding(in))
                .paddingMode(in.word("padding_mode", PaddingMode.ZEROS))
                .algorithm(in.word("algorithm", ConvAlgorithm.DIRECT))
                .build();
    }

    private static CausalConv1d causal(Fields in) throws FormatException {
        return common(CausalConv1d.of(in.whole("in_channels"), in.whole("out_channels"), in.whole("kernel_size")), in)
                .alignment(in.word("alignment", CausalAlignment.FIRST_OF_STRIDE))
                .algorithm(in.word("algorithm", ConvAlgorithm.DIRECT))
                .build();
    }

    private static ConvTranspose1d transposed(Fields in) throws FormatException {
        return common(
                        ConvTranspose1d.of(in.whole("in_channels"), in.whole("out_channels"), in.whole("kernel_size")),
                        in)
                .padding(in.whole("padding", 0))
                .outputPadding(in.whole("output_padding", 0))
                .build();
    }

    private static <B extends ConvBuilder<B>> B common(B builder, Fields in) throws FormatException {
        return builder.stride(in.whole("stride", 1))
                .dilation(in.whole("dilation", 1))
                .groups(in.whole("groups", 1))
                .bias(in.truth("bias", true))
                .weightNorm(in.truth("weight_norm", false))
                .dtype(in.dtype())
                .generator(in.generator());
    }

    private static void describe(Conv1d conv, Description out) {
        ConvOptions options = conv.options();
        describe(conv, options, out);
        out.say("padding", text(options.padding()), 0)
                .word("padding_mode", options.paddingMode(), PaddingMode.ZEROS)
                .word("algorithm", options.algorithm(), ConvAlgorithm.DIRECT);
    }

    private static void describe(CausalConv1d causal, Description out) {
        ConvOptions options = causal.conv1d().options();
        describe(causal.conv1d(), options, out);
        out.word("alignment", ((Padding.Causal) options.padding()).alignment(), CausalAlignment.FIRST_OF_STRIDE)
                .word("algorithm", options.algorithm(), ConvAlgorithm.DIRECT);
    }

    private static void describe(Conv1d conv, ConvOptions options, Description out) {
        ConvGeometry geometry = conv.geometry(1);
        out.say("in_channels", geometry.inChannels())
                .say("out_channels", geometry.outChannels())
                .say("kernel_size", geometry.kernelSize())
                .say("stride", options.stride(), 1)
                .say("dilation", options.dilation(), 1)
                .say("groups", options.groups(), 1)
                .say("bias", conv.bias().isPresent(), true)
                .say("weight_norm", conv.weightNorm().isPresent(), false)
                .dtype(conv);
    }

    private static void describe(ConvTranspose1d conv, Description out) {
        ConvTransposeGeometry geometry = conv.geometry();
        ConvTransposeOptions options = conv.options();
        out.say("in_channels", geometry.inChannels())
                .say("out_channels", geometry.outChannels())
                .say("kernel_size", geometry.kernelSize())
                .say("stride", options.stride(), 1)
                .say("padding", options.padding(), 0)
                .say("output_padding", options.outputPadding(), 0)
                .say("dilation", options.dilation(), 1)
                .say("groups", options.groups(), 1)
                .say("bias", conv.bias().isPresent(), true)
                .say("weight_norm", conv.weightNorm().isPresent(), false)
                .dtype(conv);
    }

    /// PyTorch's number, `same` and `valid`, and what it lacks: `[left, right]`, `strided_same` and `causal`.
    private static Padding padding(Fields in) throws FormatException {
        Object said = in.get("padding");
        return switch (said) {
            case null -> Padding.of(0);
            case Long amount -> Padding.of(in.whole("padding"));
            case List<?> sides when sides.size() == 2 -> Padding.of(in.wholes("padding")[0], in.wholes("padding")[1]);
            case String name when NAMED.containsKey(name) -> NAMED.get(name);
            default ->
                throw in.problem(
                        "padding", "a whole number, [left, right], or one of " + String.join(", ", NAMED.keySet()));
        };
    }

    private static Object text(Padding padding) {
        return switch (padding) {
            case Padding.Symmetric both -> both.amount();
            case Padding.Asymmetric sides -> List.of(sides.left(), sides.right());
            case Padding.Named named -> name(named);
            case Padding.Causal causal -> name(causal);
        };
    }

    private static String name(Padding padding) {
        return NAMED.entrySet().stream()
                .filter(entry -> entry.getValue().equals(padding))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
