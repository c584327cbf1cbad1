package tapline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tapline.formats.StateDict;
import tapline.formats.StateFormat;
import tapline.formats.model.Architecture;
import tapline.formats.model.ModelFile;
import tapline.nn.Module;
import tapline.onnx.OnnxModel;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// `tapline convert`: weights from one format to another, or a network as ONNX.
@Command(
        name = "convert",
        header = "Write the tensors of a file of weights in another format, or its network as ONNX.",
        description = "%nNames, types and elements stay as they are, but .npz has no bfloat16, which becomes float32. "
                + "Metadata go from safetensors to safetensors only; what a checkpoint has beside tensors is left out. "
                + "With --architecture, a safetensors file says what its network is, for inspect and compare. "
                + "A TO that ends in .onnx gets the network itself: for whole signals, or with --streaming one step of "
                + "it, whose state goes in and comes out. Of a model of `tapline train`, that is the network alone, "
                + "which sees scaled changes. "
                + "TO is replaced if it is there, and may be FROM; if anything goes wrong, nothing is written.%n",
        footer = {
            "",
            "Examples:",
            "  tapline convert model.pt model.safetensors",
            "  tapline convert checkpoint.pt model.npz --under state_dict",
            "  tapline convert tcn.pt tcn.safetensors --architecture tcn.json",
            "  tapline convert tcn.safetensors tcn.onnx",
            "  tapline convert tcn.safetensors tcn-step.onnx --streaming --chunk 16"
        })
final class ConvertCommand implements Callable<Integer> {
    private static final int EXAMPLE_LENGTH = 4096;

    @Option(
            names = "--under",
            paramLabel = "PREFIX",
            description = "Only the tensors whose names begin with PREFIX and a dot, under the rest of their names.")
    private String prefix;

    @Option(
            names = "--streaming",
            description = "Write one step of a stream as ONNX: x takes the next frames and y gives what comes of them. "
                    + "What every other input gets is the output of its name with _out of the step before, "
                    + "and zeros in the first step.")
    private boolean streaming;

    @Option(
            names = "--chunk",
            paramLabel = "N",
            description = "With --streaming, how many frames go in with each step (default: 1).")
    private Integer chunk;

    @Mixin
    private NetworkArguments network;

    @Parameters(index = "0", paramLabel = "FROM", description = "A safetensors, .npz, .npy, .pt or .pth file.")
    private Path from;

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description =
                    "The file to write: .safetensors, .npz, .pt or .pth, which torch.load reads with weights_only; "
                            + "or .onnx.")
    private Path to;

    @Override
    public Integer call() throws IOException {
        checkStreaming();
        if (isOnnx()) {
            writeOnnx(StateDict.read(InputFile.named(from)));
            return 0;
        }
        StateFormat format = StateFormat.ofFileName(to);
        StateDict state = StateDict.read(InputFile.named(from));
        StateDict chosen = prefix == null ? state : under(state);
        (network.isGiven() ? withArchitecture(chosen, format) : chosen).write(to, format);
        return 0;
    }

    private boolean isOnnx() {
        return to.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    private void checkStreaming() {
        if (streaming && !isOnnx()) {
            throw new IllegalArgumentException(to + ": expected a name that ends in .onnx with --streaming");
        }
        if (chunk != null && !streaming) {
            throw new IllegalArgumentException("--chunk: expected --streaming with it");
        }
    }

    private void writeOnnx(StateDict state) throws IOException {
        Module net = network.find(prefix == null ? state : under(state), from.toString())
                .orElseThrow(() -> new IllegalArgumentException(
                        from + ": expected a network, but it has weights alone: --architecture says what they are of"));
        net.eval();
        if (streaming) {
            OnnxModel.writeStreaming(net, to, chunk == null ? 1 : chunk);
            return;
        }
        Shape input = NetworkInput.of(net, EXAMPLE_LENGTH).orElse(Shape.of(1, 1, EXAMPLE_LENGTH));
        try {
            OnnxModel.write(net, to, input.toArray());
        } catch (ShapeException e) {
            throw new IllegalArgumentException(
                    from + ": expected a network for signals of any length: " + e.getMessage(), e);
        }
    }

    private StateDict under(StateDict state) {
        try {
            return state.under(prefix);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(from + ": " + e.getMessage(), e);
        }
    }

    private StateDict withArchitecture(StateDict state, StateFormat format) throws IOException {
        if (format != StateFormat.SAFETENSORS) {
            throw new IllegalArgumentException(
                    to + ": expected a name that ends in .safetensors, the one format that can hold an architecture");
        }
        Map<String, String> metadata = new LinkedHashMap<>(state.metadata());
        Module net = network.find(state, from.toString()).orElseThrow();
        metadata.put(ModelFile.ARCHITECTURE, Architecture.describe(net));
        return state.withMetadata(metadata);
    }
}
