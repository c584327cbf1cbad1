package tapline.formats.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import tapline.formats.FormatException;
import tapline.nn.Module;
import tapline.tensor.DType;
import tapline.tensor.Generator;

/// What is said of one layer: asked for by name, and refused where it isn't what was asked for. A null is the same
/// as nothing said. Whatever nobody asked for is unknown.
final class Fields {
    /// The key of the layer's type.
    static final String TYPE = "type";

    private final LayerTable table;
    private final String file;
    private final String place;
    private final Map<?, ?> values;
    private final Generator generator;
    private final Set<String> known = new LinkedHashSet<>();

    /// @param file what messages call the description
    /// @param place of the layer in it: `layers[2]`; empty for the outermost
    Fields(LayerTable table, String file, String place, Map<?, ?> values, Generator generator) {
        this.table = table;
        this.file = file;
        this.place = place;
        this.values = values;
        this.generator = generator;
    }

    /// Where initial weights are drawn from.
    Generator generator() {
        return generator;
    }

    /// The type of the parameters, `float32` if not said.
    DType dtype() throws FormatException {
        String name = text("dtype", DType.FLOAT32.numpyName());
        for (DType dtype : DType.values()) {
            if (dtype.numpyName().equals(name)) {
                return dtype;
            }
        }
        throw problem("dtype", "\"float32\" or \"float64\"");
    }

    /// @throws FormatException if it is missing, or no whole number
    int whole(String name) throws FormatException {
        return toWhole(name, required(name, "a whole number"));
    }

    int whole(String name, int otherwise) throws FormatException {
        return wholeIfSaid(name).orElse(otherwise);
    }

    /// A whole number of which a large one would be a mistake, and take forever.
    int wholeUpTo(int most, String name, int otherwise) throws FormatException {
        int value = whole(name, otherwise);
        if (value > most) {
            throw problem(name, "a whole number up to " + most);
        }
        return value;
    }

    OptionalInt wholeIfSaid(String name) throws FormatException {
        Object value = get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(toWhole(name, value));
    }

    private int toWhole(String name, Object value) throws FormatException {
        if (value instanceof Long number && number.intValue() == number) {
            return number.intValue();
        }
        throw problem(name, "a whole number");
    }

    /// @throws FormatException if it is missing, or neither a list of whole numbers nor one such number
    int[] wholes(String name) throws FormatException {
        Object value = required(name, "a list of whole numbers");
        List<?> list = value instanceof List<?> several ? several : List.of(value);
        int[] wholes = new int[list.size()];
        for (int i = 0; i < wholes.length; i++) {
            if (!(list.get(i) instanceof Long number) || number.intValue() != number) {
                throw problem(name, "a list of whole numbers");
            }
            wholes[i] = number.intValue();
        }
        return wholes;
    }

    int[] wholes(String name, int... otherwise) throws FormatException {
        return get(name) == null ? otherwise : wholes(name);
    }

    double number(String name, double otherwise) throws FormatException {
        return numberIfSaid(name).orElse(otherwise);
    }

    OptionalDouble numberIfSaid(String name) throws FormatException {
        Object value = get(name);
        if (value != null && !(value instanceof Number)) {
            throw problem(name, "a number");
        }
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(((Number) value).doubleValue());
    }

    /// A number whose null means something else than nothing said.
    Double numberOrNull(String name, double otherwise) throws FormatException {
        OptionalDouble said = numberIfSaid(name);
        return said.isEmpty() && values.containsKey(name) ? null : (Double) said.orElse(otherwise);
    }

    boolean truth(String name, boolean otherwise) throws FormatException {
        Object value = get(name);
        if (value != null && !(value instanceof Boolean)) {
            throw problem(name, "true or false");
        }
        return value == null ? otherwise : (Boolean) value;
    }

    /// One of the constants of an enum, by its text in small letters.
    <E extends Enum<E>> E word(String name, E otherwise) throws FormatException {
        Object value = get(name);
        List<String> words = new ArrayList<>();
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            words.add(word(constant));
            if (word(constant).equals(value)) {
                return constant;
            }
        }
        if (value != null) {
            throw problem(name, "one of " + String.join(", ", words));
        }
        return otherwise;
    }

    static String word(Enum<?> constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    private String text(String name, String otherwise) throws FormatException {
        Object value = get(name);
        if (value != null && !(value instanceof String)) {
            throw problem(name, "a text");
        }
        return value == null ? otherwise : (String) value;
    }

    /// @throws FormatException if it is missing, or no list of layers
    List<Module> layers(String name) throws FormatException {
        if (!(required(name, "a list of layers") instanceof List<?> list)) {
            throw problem(name, "a list of layers");
        }
        List<Module> layers = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            layers.add(table.read(file, at(name) + "[" + i + "]", list.get(i), generator));
        }
        return layers;
    }

    /// What is said, or null.
    Object get(String name) {
        known.add(name);
        return values.get(name);
    }

    private Object required(String name, String what) throws FormatException {
        Object value = get(name);
        if (value == null) {
            throw problem("expected " + what + " for \"" + name + "\", but it is missing");
        }
        return value;
    }

    /// @throws FormatException if anything is said that nobody asked for
    void checkAllKnown() throws FormatException {
        for (Object name : values.keySet()) {
            if (!name.equals(TYPE) && !known.contains(name)) {
                throw problem("unknown parameter " + JsonTree.excerpt(name) + ": expected "
                        + (known.isEmpty() ? "none" : "one of " + String.join(", ", known)));
            }
        }
    }

    /// The error about a parameter that is said.
    FormatException problem(String name, String expected) {
        return new FormatException(
                file, at(name) + ": expected " + expected + ", but got " + JsonTree.excerpt(values.get(name)));
    }

    /// The error about the layer.
    FormatException problem(String problem) {
        return new FormatException(file, place.isEmpty() ? problem : place + ": " + problem);
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
