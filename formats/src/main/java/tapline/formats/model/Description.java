package tapline.formats.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tapline.nn.Module;
import tapline.tensor.DType;

/// What is to be said of one layer; what a layer has if nothing is said is left out.
final class Description {
    private final LayerTable table;
    private final Map<String, Object> values = new LinkedHashMap<>();

    Description(LayerTable table, String type) {
        this.table = table;
        values.put(Fields.TYPE, type);
    }

    /// Always says it.
    Description say(String name, Object value) {
        values.put(name, value);
        return this;
    }

    Description say(String name, int[] numbers) {
        return say(name, Arrays.stream(numbers).boxed().toList());
    }

    /// Says it unless it is the default.
    Description say(String name, Object value, Object otherwise) {
        return otherwise.equals(value) ? this : say(name, value);
    }

    Description say(String name, int[] numbers, int... otherwise) {
        return Arrays.equals(numbers, otherwise) ? this : say(name, numbers);
    }

    Description word(String name, Enum<?> constant, Enum<?> otherwise) {
        return say(name, Fields.word(constant), Fields.word(otherwise));
    }

    /// The type of a module's parameters.
    Description dtype(Module module) {
        DType dtype = module.parameters().isEmpty()
                ? DType.FLOAT32
                : module.parameters().getFirst().tensor().dtype();
        return say("dtype", dtype.numpyName(), DType.FLOAT32.numpyName());
    }

    Description layers(String name, List<Module> layers) {
        List<Object> descriptions = new ArrayList<>();
        layers.forEach(layer -> descriptions.add(table.describe(layer)));
        return say(name, descriptions);
    }

    Map<String, Object> values() {
        return values;
    }
}
