package tapline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import tapline.formats.FormatException;
import tapline.formats.StateDict;
import tapline.formats.model.Architecture;
import tapline.formats.model.ModelFile;
import tapline.nn.Module;
import tapline.onnx.OnnxModel;
import tapline.tensor.Generator;

/// How commands are told what a file's weights belong to.
final class NetworkArguments {
    /// How many bytes tell what a file is.
    static final int SIGNATURE = 8;

    private static final byte FIRST_FIELD = 8;

    @Option(
            names = "--architecture",
            paramLabel = "FILE",
            description =
                    "What the network is, in JSON, as {\"type\": \"Sequential\", \"layers\": [...]} with PyTorch's "
                            + "names (default: what the metadata of a safetensors file say).")
    private Path architecture;

    /// The network in a file: ONNX, or weights together with what it is.
    Network read(Path file) throws IOException {
        if (architecture == null && isOnnx(InputFile.named(file))) {
            return Network.of(OnnxModel.read(file));
        }
        return Network.of(module(StateDict.read(InputFile.named(file)), file.toString()));
    }

    /// The network of which a file has the weights.
    ///
    /// @param name what messages call the file
    /// @throws FormatException if it isn't known what the network is, or it has other weights
    Module module(StateDict state, String name) throws IOException {
        return architecture == null
                ? ModelFile.of(state, name)
                : ModelFile.of(state, name, Architecture.read(architecture, new Generator(0)));
    }

    /// Whether a file has ONNX's name or content.
    static boolean isOnnx(Path file) throws IOException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            return true;
        }
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return isOnnx(in.readNBytes(SIGNATURE));
        }
    }

    /// Whether a file of these first bytes is ONNX: field 1, a version, comes first, as it does in no other format
    /// but safetensors, which begin with the length of a header, a small number of eight bytes.
    static boolean isOnnx(byte... start) {
        return start.length == SIGNATURE
                && start[0] == FIRST_FIELD
                && (start[4] != 0 || start[5] != 0 || start[6] != 0 || start[7] != 0);
    }

    /// The same of a file that has been read, if it is known what its network is.
    ///
    /// @param name what messages call the file
    Optional<Module> find(StateDict state, String name) throws IOException {
        return architecture == null && !state.metadata().containsKey(ModelFile.ARCHITECTURE)
                ? Optional.empty()
                : Optional.of(module(state, name));
    }

    boolean isGiven() {
        return architecture != null;
    }
}
