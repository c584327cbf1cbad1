package tapline.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tapline.tensor.DTypeException;
import tapline.tensor.Tensor;

/// The tensors of a network by their names, as in PyTorch's `state_dict()`, in the order of the file. Immutable;
/// see [StoredTensor] for what that asks of the file.
///
/// A file's format is told from its content ([StateFormat] lists them). Whatever is in it, nothing is run: a
/// `.pt` file is a Python program, of which only what builds tensors and plain data is carried out, and anything
/// else is refused by its name.
///
/// In a checkpoint, tensors lie deeper: they get the names on the way to them, with dots between
/// (`model.conv.weight`, `optimizer.state.0.exp_avg`), and [#under] picks a branch. Places in a list are numbers.
/// The text, numbers and truth values beside them are [#extras()]; whatever else there is (devices, types,
/// `None`) is left out. A tensor that is all a file holds is called `tensor`.
public final class StateDict {
    private static final int NAMES_SHOWN = 8;

    private final StateFormat format;
    private final Map<String, StoredTensor> stored;
    private final Map<String, String> metadata;
    private final Map<String, Object> extras;

    /// @param format where it comes from, or null. The maps are *kept*
    StateDict(
            StateFormat format,
            Map<String, StoredTensor> stored,
            Map<String, String> metadata,
            Map<String, Object> extras) {
        this.format = format;
        this.stored = Collections.unmodifiableMap(stored);
        this.metadata = Collections.unmodifiableMap(metadata);
        this.extras = Collections.unmodifiableMap(extras);
    }

    /// The tensors in a file.
    ///
    /// @throws FormatException if there is no such file, or it isn't one of the formats, or is damaged
    public static StateDict read(Path path) throws IOException {
        return StateFormat.read(FileBytes.map(path));
    }

    /// The tensors that a stream delivers up to its end. The stream is not closed.
    ///
    /// @param name what messages call it
    /// @throws FormatException if it isn't one of the formats, or is damaged
    public static StateDict read(InputStream in, String name) throws IOException {
        return StateFormat.read(FileBytes.read(in, name));
    }

    /// Copies of these tensors.
    ///
    /// @throws IllegalArgumentException if a name is no text: half of a surrogate pair
    public static StateDict of(Map<String, Tensor> tensors) {
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> stored.put(requireText(name), StoredTensor.of(tensor)));
        return new StateDict(null, stored, Map.of(), Map.of());
    }

    static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String requireText(String text) {
        if (!isText(text)) {
            throw new IllegalArgumentException("expected text, but got " + Excerpt.of(text) + ", which isn't Unicode");
        }
        return text;
    }

    /// The format that this was read from; none if it was made from tensors.
    public Optional<StateFormat> format() {
        return Optional.ofNullable(format);
    }

    /// The names.
    public Set<String> names() {
        return stored.keySet();
    }

    /// The tensors as the file has them.
    public Map<String, StoredTensor> stored() {
        return stored;
    }

    /// All tensors as numbers, float32 or float64 as [ElementType#dtype] says. Each call makes new ones.
    ///
    /// @throws DTypeException if some can't be
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        stored.keySet().forEach(name -> tensors.put(name, tensor(name)));
        return tensors;
    }

    /// One tensor as numbers, new with each call.
    ///
    /// @throws IllegalArgumentException if there is none of that name
    /// @throws DTypeException if it can't be, as complex numbers can't
    public Tensor tensor(String name) {
        StoredTensor tensor = stored.get(name);
        if (tensor == null) {
            String names = stored.keySet().stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
            throw new IllegalArgumentException("expected the name of one of " + stored.size() + " tensors (" + names
                    + (stored.size() > NAMES_SHOWN ? ", ..." : "") + "), but got '" + name + "'");
        }
        try {
            return tensor.toTensor();
        } catch (DTypeException e) {
            throw new DTypeException(name + ": " + e.getMessage());
        }
    }

    /// What safetensors files say about themselves; other formats have nothing like it.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// The same tensors with other metadata, which only safetensors files keep.
    ///
    /// @throws IllegalArgumentException if a text is none: it has half of a surrogate pair
    public StateDict withMetadata(Map<String, String> metadata) {
        Map<String, String> copy = new LinkedHashMap<>();
        metadata.forEach((key, value) -> copy.put(requireText(key), requireText(value)));
        return new StateDict(format, stored, copy, extras);
    }

    /// What a checkpoint has beside its tensors, under names like theirs: `String`, `Long`,
    /// [java.math.BigInteger] where that is too small, `Double` and `Boolean`. It isn't written to any format.
    public Map<String, Object> extras() {
        return extras;
    }

    /// The tensors and extras whose names begin with `prefix` and a dot, under the rest of their names: of a
    /// checkpoint, `under("model")` is the model's own state.
    ///
    /// @throws IllegalArgumentException if there is no such tensor
    public StateDict under(String prefix) {
        StateDict branch = new StateDict(format, branch(stored, prefix), metadata, branch(extras, prefix));
        if (branch.stored.isEmpty()) {
            throw new IllegalArgumentException("expected tensors whose names begin with '" + prefix + ".', but found "
                    + (stored.isEmpty()
                            ? "none at all"
                            : stored.keySet().stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "))));
        }
        return branch;
    }

    private static <V> Map<String, V> branch(Map<String, V> values, String prefix) {
        Map<String, V> branch = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix + ".")) {
                branch.put(name.substring(prefix.length() + 1), value);
            }
        });
        return branch;
    }

    /// Writes a file in the format that its name asks for. The same tensors and metadata give the same bytes. On
    /// failure there is no new file, and an old one is untouched.
    ///
    /// @throws FormatException if the name ends in none of the known ways, or the format can't hold this
    public void write(Path path) throws IOException {
        write(path, StateFormat.ofFileName(path));
    }

    /// Writes a file in this format, whatever its name.
    public void write(Path path, StateFormat format) throws IOException {
        OutputFiles.write(path, out -> write(out, path.toString(), format));
    }

    /// Writes to a stream, and flushes but doesn't close it.
    ///
    /// @param name what messages call it
    public void write(OutputStream out, String name, StateFormat format) throws IOException {
        format.codec().write(this, out, name);
        out.flush();
    }
}
