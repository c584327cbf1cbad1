package tapline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/// `tapline convert`: weights from one format to another.
@Command(
        name = "convert",
        header = "Write the tensors of a file of weights in another format.",
        description = "%nNames, types and elements stay as they are, but .npz has no bfloat16, which becomes float32. "
                + "Metadata go from safetensors to safetensors only; what a checkpoint has beside tensors is left out. "
                + "With --architecture, a safetensors file says what its network is, for inspect and compare. "
                + "TO is replaced if it is there, and may be FROM; if anything goes wrong, nothing is written.%n",
        footer = {
            "",
            "Examples:",
            "  tapline convert model.pt model.safetensors",
            "  tapline convert checkpoint.pt model.npz --under state_dict",
            "  tapline convert tcn.pt tcn.safetensors --architecture tcn.json"
        })
final class ConvertCommand implements Callable<Integer> {
    @Option(
            names = "--under",
            paramLabel = "PREFIX",
            description = "Only the tensors whose names begin with PREFIX and a dot, under the rest of their names.")
    private String prefix;

    @Mixin
    private NetworkArguments network;

    @Parameters(index = "0", paramLabel = "FROM", description = "A safetensors, .npz, .npy, .pt or .pth file.")
    private Path from;

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description =
                    "The file to write: .safetensors, .npz, .pt or .pth, which torch.load reads with weights_only.")
    private Path to;

    @Override
    public Integer call() throws IOException {
        StateFormat format = StateFormat.ofFileName(to);
        StateDict state = StateDict.read(InputFile.named(from));
        StateDict chosen = prefix == null ? state : under(state);
        (network.isGiven() ? withArchitecture(chosen, format) : chosen).write(to, format);
        return 0;
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
