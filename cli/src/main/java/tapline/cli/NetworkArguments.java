package tapline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import tapline.formats.StateDict;
import tapline.formats.model.Architecture;
import tapline.formats.model.ModelFile;
import tapline.nn.Module;
import tapline.tensor.Generator;

/// How commands are told what a file's weights belong to.
final class NetworkArguments {
    @Option(
            names = "--architecture",
            paramLabel = "FILE",
            description =
                    "What the network is, in JSON, as {\"type\": \"Sequential\", \"layers\": [...]} with PyTorch's "
                            + "names (default: what the metadata of a safetensors file say).")
    private Path architecture;

    /// The network with the weights of a file, in use.
    Module read(Path file) throws IOException {
        return architecture == null ? ModelFile.read(file) : ModelFile.read(file, architecture);
    }

    /// The same of a file that has been read, if it is known what its network is.
    ///
    /// @param name what messages call the file
    Optional<Module> find(StateDict state, String name) throws IOException {
        if (architecture != null) {
            return Optional.of(ModelFile.of(state, name, Architecture.read(architecture, new Generator(0))));
        }
        return state.metadata().containsKey(ModelFile.ARCHITECTURE)
                ? Optional.of(ModelFile.of(state, name))
                : Optional.empty();
    }

    boolean isGiven() {
        return architecture != null;
    }
}
