package tapline.formats;

import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tapline.formats.pickle.PickleDict;
import tapline.formats.pickle.PickleTuple;

/// Gathers the tensors in nested dictionaries and lists, under the names on the way to them.
///
/// What a pickle built may hold itself, or the same part many times over; and tensors may be views that are far
/// larger than what they show. So the walk has a limit that grows with the file: of its depth, of the steps and
/// the letters of all names, and of the bytes of all tensors.
final class TensorTree {
    /// The name of a tensor that is in nothing.
    static final String ONLY_TENSOR = "tensor";

    private static final int DEEPEST = 64;
    private static final long ALWAYS = 1 << 16;
    /// Honest files come to about one: names and steps have bytes in the pickle, and tensors in the storages,
    /// which two may share.
    private static final long MOST_PER_BYTE = 32;

    private final FileBytes file;
    private final ByteOrder order;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final Map<String, Object> extras = new LinkedHashMap<>();
    private long stepsLeft;
    private long bytesLeft;

    private TensorTree(FileBytes file, ByteOrder order) {
        this.file = file;
        this.order = order;
        this.stepsLeft = ALWAYS + MOST_PER_BYTE * file.length();
        this.bytesLeft = stepsLeft;
    }

    /// @param order the byte order of the storages
    static StateDict flatten(Object root, FileBytes file, StateFormat format, ByteOrder order) throws FormatException {
        TensorTree tree = new TensorTree(file, order);
        tree.visit(root instanceof TorchTensor ? ONLY_TENSOR : "", root, 0);
        return new StateDict(format, tree.tensors, Map.of(), tree.extras);
    }

    private void visit(String name, Object value, int depth) throws FormatException {
        stepsLeft -= 1 + name.length();
        if (stepsLeft < 0) {
            throw file.problem("expected values as many as the file has bytes for, but " + Excerpt.of(name)
                    + " is one too many: the same ones are in it over and over");
        }
        switch (value) {
            case TorchTensor tensor -> add(name, tensor);
            case PickleDict dict -> {
                for (int i = 0; i < dict.size(); i++) {
                    visit(child(name, key(name, dict.key(i)), depth), dict.value(i), depth + 1);
                }
            }
            case PickleTuple tuple -> items(name, tuple.items(), depth);
            case List<?> list -> items(name, list, depth);
            case String _, Long _, BigInteger _, Double _, Boolean _ -> extras.put(name, value);
            case null, default -> {
                // None, a device, a type: nothing that has a use without PyTorch.
            }
        }
    }

    private void items(String name, List<?> items, int depth) throws FormatException {
        for (int i = 0; i < items.size(); i++) {
            visit(child(name, Integer.toString(i), depth), items.get(i), depth + 1);
        }
    }

    private String child(String name, String key, int depth) throws FormatException {
        if (depth == DEEPEST) {
            throw file.problem("expected at most " + DEEPEST + " levels, but " + Excerpt.of(name) + " is deeper");
        }
        return depth == 0 ? key : name + "." + key;
    }

    private String key(String name, Object key) throws FormatException {
        return switch (key) {
            case String text -> text;
            case Long number -> number.toString();
            case Boolean truth -> truth ? "True" : "False";
            case null, default ->
                throw file.problem("expected texts and numbers as keys in " + Excerpt.of(name) + ", but found another");
        };
    }

    private void add(String name, TorchTensor tensor) throws FormatException {
        StoredTensor stored = tensor.stored(order);
        bytesLeft -= stored.byteSize();
        if (bytesLeft < 0) {
            throw file.problem("tensor " + Excerpt.of(name) + ": expected tensors of at most " + MOST_PER_BYTE
                    + " times the size of the file together, but with the shape "
                    + stored.shape().toList() + " they are larger");
        }
        if (tensors.putIfAbsent(name, stored) != null) {
            throw file.problem("expected each name once, but found tensor " + Excerpt.of(name) + " again");
        }
    }
}
