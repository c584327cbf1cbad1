package tapline.formats.model;

import java.util.List;
import java.util.OptionalInt;
import tapline.formats.FormatException;
import tapline.nn.BlockBuilder;
import tapline.nn.Conv1d;
import tapline.nn.Dropout;
import tapline.nn.InceptionBlock;
import tapline.nn.Linear;
import tapline.nn.M5;
import tapline.nn.MaxPool1d;
import tapline.nn.Module;
import tapline.nn.Sequential;
import tapline.nn.TemporalBlock;
import tapline.nn.TemporalConvNet;
import tapline.nn.WaveNet;
import tapline.nn.WaveNetBlock;
import tapline.shape.ConvGeometry;

/// Chains and named networks. What these were made with is told from their parts.
final class NetworkEntries {
    private static final int MOST_STACKS = 1000;

    private NetworkEntries() {}

    static void addTo(LayerTable table) {
        table.add(
                Sequential.class,
                in -> Sequential.of(in.layers("layers")),
                (chain, out) -> out.layers("layers", chain.layers()));
        table.add(TemporalBlock.class, NetworkEntries::temporalBlock, NetworkEntries::describe);
        table.add(TemporalConvNet.class, NetworkEntries::temporalConvNet, NetworkEntries::describe);
        table.add(WaveNetBlock.class, NetworkEntries::waveNetBlock, NetworkEntries::describe);
        table.add(WaveNet.class, NetworkEntries::waveNet, NetworkEntries::describe);
        table.add(InceptionBlock.class, NetworkEntries::inceptionBlock, NetworkEntries::describe);
        table.add(M5.class, NetworkEntries::m5, NetworkEntries::describe);
    }

    private static <B extends BlockBuilder<B>> B common(B builder, Fields in) throws FormatException {
        return builder.dtype(in.dtype()).generator(in.generator());
    }

    private static <M> M part(Module module, String name, Class<M> type) {
        return type.cast(module.namedChildren().get(name));
    }

    private static boolean has(Module module, String name) {
        return module.namedChildren().containsKey(name);
    }

    private static ConvGeometry conv(Module module, String name) {
        return part(module, name, Conv1d.class).geometry(1);
    }

    private static List<Module> parts(Module module, String name) {
        return List.copyOf(module.namedChildren().get(name).namedChildren().values());
    }

    private static TemporalBlock temporalBlock(Fields in) throws FormatException {
        return common(TemporalBlock.of(in.whole("in_channels"), in.whole("out_channels"), in.whole("kernel_size")), in)
                .dilation(in.whole("dilation", 1))
                .dropout(in.number("dropout", 0.2))
                .weightNorm(in.truth("weight_norm", true))
                .build();
    }

    private static void describe(TemporalBlock block, Description out) {
        ConvGeometry conv = conv(block, "conv1");
        out.say("in_channels", conv.inChannels())
                .say("out_channels", conv.outChannels())
                .say("kernel_size", conv.kernelSize())
                .say("dilation", conv.dilation(), 1);
        sayRest(block, out).dtype(block);
    }

    private static Description sayRest(Module block, Description out) {
        return out.say("dropout", part(block, "drop1", Dropout.class).p(), 0.2)
                .say(
                        "weight_norm",
                        part(block, "conv1", Conv1d.class).weightNorm().isPresent(),
                        true);
    }

    private static TemporalConvNet temporalConvNet(Fields in) throws FormatException {
        int inChannels = in.whole("in_channels");
        OptionalInt outChannels = in.wholeIfSaid("out_channels");
        return common(
                        outChannels.isPresent()
                                ? TemporalConvNet.of(inChannels, outChannels.getAsInt())
                                : TemporalConvNet.of(inChannels),
                        in)
                .channels(in.wholes("channels"))
                .kernelSize(in.whole("kernel_size", 2))
                .dropout(in.number("dropout", 0.2))
                .weightNorm(in.truth("weight_norm", true))
                .build();
    }

    private static void describe(TemporalConvNet net, Description out) {
        List<Module> blocks = parts(net, "network");
        ConvGeometry first = conv(blocks.getFirst(), "conv1");
        out.say("in_channels", first.inChannels());
        if (has(net, "head")) {
            out.say("out_channels", conv(net, "head").outChannels());
        }
        out.say("channels", outChannels(blocks, "conv1")).say("kernel_size", first.kernelSize(), 2);
        sayRest(blocks.getFirst(), out).dtype(net);
    }

    private static int[] outChannels(List<Module> blocks, String name) {
        return blocks.stream()
                .mapToInt(block -> conv(block, name).outChannels())
                .toArray();
    }

    private static WaveNetBlock waveNetBlock(Fields in) throws FormatException {
        return common(WaveNetBlock.of(in.whole("channels"), in.whole("skip_channels"), in.whole("kernel_size")), in)
                .dilation(in.whole("dilation", 1))
                .last(in.truth("last", false))
                .build();
    }

    private static void describe(WaveNetBlock block, Description out) {
        ConvGeometry filter = conv(block, "filter");
        out.say("channels", filter.inChannels())
                .say("skip_channels", conv(block, "skip").outChannels())
                .say("kernel_size", filter.kernelSize())
                .say("dilation", filter.dilation(), 1)
                .say("last", !has(block, "residual"), false)
                .dtype(block);
    }

    private static WaveNet waveNet(Fields in) throws FormatException {
        return common(WaveNet.of(in.whole("in_channels"), in.whole("out_channels")), in)
                .channels(in.whole("channels", 32))
                .skipChannels(in.whole("skip_channels", 32))
                .kernelSize(in.whole("kernel_size", 2))
                .layers(in.whole("layers", 10))
                .stacks(in.wholeUpTo(MOST_STACKS, "stacks", 1))
                .build();
    }

    private static void describe(WaveNet net, Description out) {
        List<Module> blocks = parts(net, "blocks");
        ConvGeometry start = conv(net, "start");
        long stacks = blocks.stream()
                .filter(block -> conv(block, "filter").dilation() == 1)
                .count();
        out.say("in_channels", start.inChannels())
                .say("out_channels", conv(net, "end2").outChannels())
                .say("channels", start.outChannels(), 32)
                .say("skip_channels", conv(net, "end1").inChannels(), 32)
                .say("kernel_size", start.kernelSize(), 2)
                .say("layers", blocks.size() / (int) stacks, 10)
                .say("stacks", (int) stacks, 1)
                .dtype(net);
    }

    private static InceptionBlock inceptionBlock(Fields in) throws FormatException {
        return common(InceptionBlock.of(in.whole("in_channels"), in.whole("filters")), in)
                .bottleneck(in.whole("bottleneck", 32))
                .kernelSizes(in.wholes("kernel_sizes", 10, 20, 40))
                .residual(in.truth("residual", true))
                .classes(in.whole("classes", 0))
                .build();
    }

    private static void describe(InceptionBlock block, Description out) {
        ConvGeometry beside = conv(part(block, "pool", Sequential.class), "1");
        int[] kernelSizes = parts(block, "convs").stream()
                .mapToInt(conv -> ((Conv1d) conv).geometry(1).kernelSize())
                .toArray();
        out.say("in_channels", beside.inChannels())
                .say("filters", beside.outChannels())
                .say(
                        "bottleneck",
                        has(block, "bottleneck") ? conv(block, "bottleneck").outChannels() : 0,
                        32)
                .say("kernel_sizes", kernelSizes, 10, 20, 40)
                .say("residual", has(block, "shortcut"), true)
                .say("classes", has(block, "fc") ? classes(block, "fc") : 0, 0)
                .dtype(block);
    }

    private static int classes(Module module, String name) {
        return part(module, name, Linear.class).weight().shape().size(0);
    }

    private static M5 m5(Fields in) throws FormatException {
        return common(M5.of(in.whole("in_channels"), in.whole("classes")), in)
                .channels(in.wholes("channels", 128, 128, 256, 512))
                .pools(in.wholes("pools", 4, 4, 4, 4))
                .kernelSize(in.whole("kernel_size", 80))
                .stride(in.whole("stride", 4))
                .build();
    }

    private static void describe(M5 net, Description out) {
        int count = 1;
        while (has(net, "conv" + (count + 1))) {
            count++;
        }
        int[] channels = new int[count];
        int[] pools = new int[count];
        for (int i = 0; i < count; i++) {
            channels[i] = conv(net, "conv" + (i + 1)).outChannels();
            pools[i] = part(net, "pool" + (i + 1), MaxPool1d.class).options().kernelSize();
        }
        ConvGeometry first = conv(net, "conv1");
        out.say("in_channels", first.inChannels())
                .say("classes", classes(net, "fc1"))
                .say("channels", channels, 128, 128, 256, 512)
                .say("pools", pools, 4, 4, 4, 4)
                .say("kernel_size", first.kernelSize(), 80)
                .say("stride", first.stride(), 4)
                .dtype(net);
    }
}
