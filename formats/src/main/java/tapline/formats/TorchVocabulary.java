package tapline.formats;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tapline.formats.pickle.PickleDict;
import tapline.formats.pickle.PickleFunction;
import tapline.formats.pickle.PickleTuple;
import tapline.formats.pickle.Vocabulary;
import tapline.shape.Shape;

/// What a pickle of PyTorch's may name: what builds tensors, their types, and plain containers. It is a part of
/// what PyTorch's own `load` allows with `weights_only`, and the tags that LibTorch's `pickle_save` puts on
/// containers.
final class TorchVocabulary implements Vocabulary {
    private static final int MOST_DIMENSIONS = 64;
    private static final long ALWAYS = 1 << 12;

    private final Map<String, Object> globals = globals();
    private final Map<String, TorchStorage> storages = new LinkedHashMap<>();

    /// A class of storages. Untyped ones count bytes.
    private record StorageClass(ElementType type) {}

    /// A value that is of no use here.
    private enum Opaque {
        VALUE
    }

    /// Pairs and dimensions that may still be made: in honest files each has bytes of its own, but a call of few
    /// bytes can copy all of them.
    private long itemsLeft;

    /// @param pickleBytes the size of what is read
    TorchVocabulary(long pickleBytes) {
        itemsLeft = ALWAYS + pickleBytes;
    }

    private Map<String, Object> globals() {
        Map<String, Object> globals = new HashMap<>();
        for (ElementType type : ElementType.values()) {
            globals.put("torch." + type.torchName(), type);
            if (type.torchStorage() != null) {
                globals.put("torch." + type.torchStorage(), new StorageClass(type));
            }
        }
        globals.put("torch.storage.UntypedStorage", new StorageClass(ElementType.U8));
        PickleFunction parameter = arguments -> argument(arguments, 0, TorchTensor.class);
        PickleFunction sameItems = arguments -> argument(arguments, 0, Object.class);
        PickleFunction opaque = arguments -> Opaque.VALUE;
        PickleFunction plainTensor = arguments ->
                tensor(arguments, argument(arguments, 0, TorchStorage.class).type());
        globals.put("torch._utils._rebuild_tensor", plainTensor);
        globals.put("torch._utils._rebuild_tensor_v2", plainTensor);
        globals.put("torch._utils._rebuild_tensor_v3", (PickleFunction)
                arguments -> tensor(arguments, argument(arguments, 6, ElementType.class)));
        globals.put("torch._utils._rebuild_parameter", parameter);
        globals.put("torch._utils._rebuild_parameter_with_state", parameter);
        globals.put("torch.Size", sameItems);
        globals.put("torch.device", opaque);
        globals.put("_codecs.encode", opaque);
        for (String set : List.of("builtins.set", "__builtin__.set")) {
            globals.put(set, sameItems);
        }
        for (String tag : List.of(
                "restore_type_tag", "build_tensorlist", "build_intlist", "build_doublelist", "build_boollist")) {
            globals.put("torch.jit._pickle." + tag, sameItems);
        }
        for (String dict : List.of("collections.OrderedDict", "collections.Counter")) {
            globals.put(dict, (PickleFunction) this::dict);
        }
        return Map.copyOf(globals);
    }

    /// The storages that were named so far.
    Collection<TorchStorage> storages() {
        return storages.values();
    }

    @Override
    public Object global(String module, String name) {
        Object found = globals.get(module + "." + name);
        if (found == null) {
            throw new IllegalArgumentException("expected tensors and plain data, but found "
                    + Excerpt.of(module + "." + name) + ", which isn't run; save a model's state_dict() alone");
        }
        return found;
    }

    /// `('storage', class, key, location, elements)`, and in legacy files the part that it is of another storage.
    @Override
    public Object persistent(Object id) {
        List<Object> items = id instanceof PickleTuple tuple ? tuple.items() : List.of();
        if (items.size() < 5 || !"storage".equals(items.getFirst())) {
            throw new IllegalArgumentException("expected the id of a storage");
        }
        if (items.size() > 5 && items.get(5) != null) {
            throw new IllegalArgumentException("expected storages of their own, but found a part of another one");
        }
        ElementType type = argument(items, 1, StorageClass.class).type();
        String key = argument(items, 2, String.class);
        long elements = argument(items, 4, Long.class);
        TorchStorage before = storages.get(key);
        if (before == null) {
            before = new TorchStorage(key, type, elements);
            storages.put(key, before);
        }
        if (elements < 0 || before.byteSize() < 0 || before.type() != type || before.elements() != elements) {
            throw new IllegalArgumentException("expected a storage " + Excerpt.of(key) + " of " + before.elements()
                    + " elements " + before.type() + ", but found " + elements + " of " + type);
        }
        return before;
    }

    /// `(storage, offset, sizes, strides, ...)`.
    private TorchTensor tensor(List<Object> arguments, ElementType type) {
        long offset = argument(arguments, 1, Long.class);
        List<Long> sizes = numbers(argument(arguments, 2, PickleTuple.class));
        List<Long> strides = numbers(argument(arguments, 3, PickleTuple.class));
        if (sizes.size() != strides.size()) {
            throw new IllegalArgumentException(
                    "expected a stride for each dimension, but found sizes " + sizes + " and strides " + strides);
        }
        Shape shape = ShapeChecks.shape(sizes);
        if (shape == null) {
            throw new IllegalArgumentException("expected a shape of at most 2^31 - 1 elements, but found " + sizes);
        }
        return new TorchTensor(
                argument(arguments, 0, TorchStorage.class),
                type,
                offset,
                shape,
                strides.stream().mapToLong(Long::longValue).toArray());
    }

    private List<Long> numbers(PickleTuple tuple) {
        if (tuple.items().size() > MOST_DIMENSIONS) {
            throw new IllegalArgumentException("expected at most " + MOST_DIMENSIONS + " dimensions, but found "
                    + tuple.items().size());
        }
        take(tuple.items().size());
        return tuple.items().stream().map(item -> as(item, Long.class)).toList();
    }

    /// An empty dictionary, or one of the items of another, or of a list of pairs, as Python 2 wrote it.
    private Object dict(List<Object> arguments) {
        PickleDict dict = new PickleDict();
        if (arguments.isEmpty()) {
            return dict;
        }
        if (arguments.getFirst() instanceof PickleDict other) {
            return other;
        }
        List<?> pairs = argument(arguments, 0, List.class);
        take(pairs.size());
        for (Object pair : pairs) {
            List<?> items = pair instanceof PickleTuple tuple ? tuple.items() : as(pair, List.class);
            if (items.size() != 2) {
                throw new IllegalArgumentException("expected pairs of keys and values");
            }
            dict.put(items.get(0), items.get(1));
        }
        return dict;
    }

    private void take(int items) {
        itemsLeft -= items;
        if (itemsLeft < 0) {
            throw new IllegalArgumentException("expected values as many as the file has bytes for, but the same ones "
                    + "are in it over and over");
        }
    }

    private static <T> T argument(List<Object> arguments, int index, Class<T> type) {
        if (index >= arguments.size()) {
            throw new IllegalArgumentException(
                    "expected more than " + index + " arguments, but found " + arguments.size());
        }
        return as(arguments.get(index), type);
    }

    private static <T> T as(Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("expected a " + type.getSimpleName() + ", but found "
                    + (value == null ? "None" : "a " + value.getClass().getSimpleName()));
        }
        return type.cast(value);
    }
}
