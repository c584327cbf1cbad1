package tapline.formats.model;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tapline.formats.FormatException;
import tapline.nn.Module;
import tapline.nn.ParameterLimit;
import tapline.tensor.Generator;

/// What a network is made of, without its weights, in JSON: PyTorch's names of layers and of their parameters, with
/// PyTorch's defaults, and the named networks of [tapline.nn].
///
/// ```json
/// {
///   "type": "Sequential",
///   "layers": [
///     {"type": "Conv1d", "in_channels": 1, "out_channels": 8, "kernel_size": 5, "padding": "same"},
///     {"type": "ReLU"},
///     {"type": "TemporalConvNet", "in_channels": 8, "out_channels": 3, "channels": [6, 6, 8], "kernel_size": 3}
///   ]
/// }
/// ```
///
/// Beside PyTorch's, there are `weight_norm` (of convolutions) and `dtype` (`float32`, `float64`), a `padding` that
/// is `causal` or `[left, right]`, and the `algorithm` of convolutions. Parameters and types that are not known are
/// refused, with those that are, and networks of more than 2^28 weights; messages name the place, as
/// `layers[2].kernel_size`.
public final class Architecture {
    /// More elements of parameters than this, 1 GiB of float32, are a mistake.
    private static final long MOST_ELEMENTS = 1L << 28;

    /// More text than this is no description.
    private static final int MOST_BYTES = 1 << 24;

    private Architecture() {}

    /// A network as a file describes it, with initial weights of [Generator#shared].
    ///
    /// @throws FormatException if there is no such file, or it doesn't describe a network
    public static Module read(Path path) throws IOException {
        return read(path, Generator.shared());
    }

    /// A network as a file describes it.
    ///
    /// @param generator where initial weights are drawn from
    /// @throws FormatException if there is no such file, or it doesn't describe a network
    public static Module read(Path path, Generator generator) throws IOException {
        String name = path.toString();
        if (Files.isDirectory(path)) {
            throw new FormatException(name, "expected a file, but this is a directory");
        }
        try {
            if (Files.isRegularFile(path) && Files.size(path) > MOST_BYTES) {
                throw new FormatException(
                        name,
                        "expected a description of at most " + MOST_BYTES + " bytes, but got " + Files.size(path));
            }
            return parse(Files.readString(path), name, generator);
        } catch (NoSuchFileException e) {
            throw new FormatException(name, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new FormatException(name, "permission to read it is denied", e);
        } catch (CharacterCodingException e) {
            throw new FormatException(name, "expected JSON in UTF-8, but got other bytes", e);
        }
    }

    /// A network as a text describes it.
    ///
    /// @param name what messages call the text
    /// @param generator where initial weights are drawn from
    /// @throws FormatException if it doesn't describe a network
    public static Module parse(String json, String name, Generator generator) throws FormatException {
        return ParameterLimit.within(
                MOST_ELEMENTS, () -> LayerTable.INSTANCE.read(name, "", JsonTree.parse(json, name), generator));
    }

    /// What [#parse] makes such a network of, with other weights; what has its default is not said.
    ///
    /// @throws IllegalArgumentException if there is a module in it that isn't one of [tapline.nn]
    public static String describe(Module module) {
        return JsonTree.write(LayerTable.INSTANCE.describe(module));
    }
}
