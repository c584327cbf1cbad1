package tapline.formats.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tapline.formats.FormatException;
import tapline.nn.Module;
import tapline.tensor.Generator;

/// All layers that can be described. To add one, add it to the class of its kind: how it is made of what is said of
/// it, and what is to be said of it, under the names of PyTorch's constructor.
final class LayerTable {
    static final LayerTable INSTANCE = new LayerTable();

    private final Map<String, Reader> readers = new LinkedHashMap<>();
    private final Map<Class<?>, Writer<Module>> writers = new LinkedHashMap<>();

    private LayerTable() {
        ConvEntries.addTo(this);
        ActivationEntries.addTo(this);
        NormEntries.addTo(this);
        PoolEntries.addTo(this);
        NetworkEntries.addTo(this);
    }

    /// Makes a layer.
    interface Reader {
        Module read(Fields in) throws FormatException;
    }

    /// Says what a layer is made with.
    interface Writer<M> {
        void write(M layer, Description out);
    }

    <M extends Module> void add(Class<M> type, Reader reader, Writer<M> writer) {
        readers.put(type.getSimpleName(), reader);
        writers.put(type, (layer, out) -> writer.write(type.cast(layer), out));
    }

    /// A layer of which there is nothing to say.
    <M extends Module> void add(Class<M> type, Supplier<M> maker) {
        add(type, in -> maker.get(), (layer, out) -> {});
    }

    boolean knows(Class<?> type) {
        return writers.containsKey(type);
    }

    /// Makes what a value describes.
    ///
    /// @param place of the value in the description; empty for the whole
    Module read(String file, String place, Object value, Generator generator) throws FormatException {
        Map<?, ?> values = value instanceof Map<?, ?> object ? object : Map.of();
        Fields fields = new Fields(this, file, place, values, generator);
        if (!(values.get(Fields.TYPE) instanceof String type)) {
            throw fields.problem("expected a layer, as {\"type\": \"ReLU\"}, but got " + JsonTree.excerpt(value));
        }
        Reader reader = readers.get(type);
        if (reader == null) {
            throw fields.problem(Fields.TYPE, "one of " + String.join(", ", readers.keySet()));
        }
        try {
            Module module = reader.read(fields);
            fields.checkAllKnown();
            return module;
        } catch (IllegalArgumentException | ArithmeticException e) {
            // What the layer itself has against it.
            throw fields.problem(e.getMessage());
        }
    }

    /// @throws IllegalArgumentException if there is no way to say it
    Map<String, Object> describe(Module module) {
        Writer<Module> writer = writers.get(module.getClass());
        if (writer == null) {
            throw new IllegalArgumentException("expected layers of " + types() + ", but got "
                    + module.getClass().getName() + ", which nobody else can make again");
        }
        Description description = new Description(this, module.getClass().getSimpleName());
        writer.write(module, description);
        return description.values();
    }

    private List<String> types() {
        return List.copyOf(readers.keySet());
    }
}
