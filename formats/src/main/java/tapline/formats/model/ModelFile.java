package tapline.formats.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import tapline.formats.FormatException;
import tapline.formats.StateDict;
import tapline.formats.StateFormat;
import tapline.nn.Module;
import tapline.nn.ParameterLimit;
import tapline.nn.StateDictException;
import tapline.tensor.DTypeException;
import tapline.tensor.Generator;

/// A whole network in a safetensors file: its weights, and in the metadata its [Architecture]. Weights that come
/// without one, as PyTorch's files do, are read together with a description of their own.
///
/// ```java
/// ModelFile.write(net, Path.of("net.safetensors"));
/// Module same = ModelFile.read(Path.of("net.safetensors"));
/// Module other = ModelFile.read(Path.of("tcn.pt"), Path.of("tcn.json"));
/// ```
public final class ModelFile {
    /// The key of the architecture in the metadata.
    public static final String ARCHITECTURE = "tapline.architecture";

    /// Elements that a network may have beyond those in its file: which are missing is said of small ones.
    private static final int SPARE = 1 << 20;

    private ModelFile() {}

    /// The network in a file, in use ([Module#eval]), with its weights.
    ///
    /// @throws FormatException if the file is damaged, doesn't say what the network is, or has other weights
    public static Module read(Path path) throws IOException {
        return of(StateDict.read(path), path.toString());
    }

    /// The network whose weights are in one file, of any [StateFormat], and whose architecture is in another.
    ///
    /// @throws FormatException if a file is damaged, or the weights are not those of this network
    public static Module read(Path path, Path architecture) throws IOException {
        return of(StateDict.read(path), path.toString(), Architecture.read(architecture, new Generator(0)));
    }

    /// The network in a state whose metadata says what it is, in use.
    ///
    /// @param name what messages call the file
    /// @throws FormatException if the state doesn't say what the network is, or has other weights
    public static Module of(StateDict state, String name) throws FormatException {
        String json = state.metadata().get(ARCHITECTURE);
        if (json == null) {
            throw new FormatException(
                    name,
                    "expected a network with its architecture, \"" + ARCHITECTURE + "\" in the metadata, but it has "
                            + "weights alone: an architecture of their own is needed");
        }
        long elements = state.stored().values().stream()
                .mapToLong(tensor -> tensor.shape().elements())
                .sum();
        Module net = ParameterLimit.within(
                elements + SPARE, () -> Architecture.parse(json, name + ": " + ARCHITECTURE, new Generator(0)));
        return of(state, name, net);
    }

    /// A network in use, with the weights of a state.
    ///
    /// @param name what messages call the file
    /// @param net of the same build. *Modified*
    /// @throws FormatException if the weights are those of another network; nothing has changed then
    public static Module of(StateDict state, String name, Module net) throws FormatException {
        try {
            net.loadStateDict(state.tensors());
        } catch (StateDictException | DTypeException e) {
            throw new FormatException(name, e.getMessage().replaceAll("\\s+", " "), e);
        }
        return net.eval();
    }

    /// The weights of a network, with its architecture in the metadata.
    ///
    /// @throws IllegalArgumentException if there is a module in it that isn't one of [tapline.nn]
    public static StateDict toStateDict(Module net) {
        return StateDict.of(net.stateDict()).withMetadata(Map.of(ARCHITECTURE, Architecture.describe(net)));
    }

    /// Writes a network with its weights. On failure there is no new file, and an old one is untouched.
    ///
    /// @throws FormatException if the name doesn't end in `.safetensors`: other formats can't hold the architecture
    /// @throws IllegalArgumentException if there is a module in it that isn't one of [tapline.nn]
    public static void write(Module net, Path path) throws IOException {
        if (StateFormat.ofFileName(path) != StateFormat.SAFETENSORS) {
            throw new FormatException(
                    path.toString(),
                    "expected a name that ends in .safetensors, the one format that can hold the architecture");
        }
        toStateDict(net).write(path);
    }
}
