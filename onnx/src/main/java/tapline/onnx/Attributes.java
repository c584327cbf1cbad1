package tapline.onnx;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import tapline.formats.FormatException;

/// The attributes of one node, by name and type. Those that no one asks for are an error in the end: they would
/// mean something that the operator here doesn't do.
final class Attributes {
    private final NodeSpec node;
    private final TensorReader tensors;
    private final Map<String, AttributeProto> byName = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    /// @throws FormatException if a name stands twice
    Attributes(NodeSpec node, List<AttributeProto> attributes, TensorReader tensors) throws FormatException {
        this.node = node;
        this.tensors = tensors;
        for (AttributeProto attribute : attributes) {
            if (byName.put(attribute.getName(), attribute) != null) {
                throw node.problem("attribute " + ModelFile.quote(attribute.getName()) + " stands there twice");
            }
        }
    }

    /// Whether the node has it; that alone is no question about it.
    boolean has(String name) {
        return byName.containsKey(name);
    }

    long integer(String name, long otherwise) throws FormatException {
        return of(name, AttributeType.INT).map(AttributeProto::getI).orElse(otherwise);
    }

    /// A number that has to fit an `int`, such as an axis.
    int small(String name, int otherwise) throws FormatException {
        return toInt(name, integer(name, otherwise));
    }

    boolean flag(String name, boolean otherwise) throws FormatException {
        return integer(name, otherwise ? 1 : 0) != 0;
    }

    float number(String name, double otherwise) throws FormatException {
        return of(name, AttributeType.FLOAT).map(AttributeProto::getF).orElse((float) otherwise);
    }

    String text(String name, String otherwise) throws FormatException {
        return of(name, AttributeType.STRING)
                .map(attribute -> attribute.getS().toStringUtf8())
                .orElse(otherwise);
    }

    /// One of these words; the first of them if the attribute isn't there.
    String word(String name, String... words) throws FormatException {
        String word = text(name, words[0]);
        if (!List.of(words).contains(word)) {
            throw node.problem("expected attribute " + name + " to be one of " + List.of(words) + ", but got "
                    + ModelFile.quote(word));
        }
        return word;
    }

    /// Bounds of a part: those too large are cut, since `2^63 - 1` stands for the end.
    Optional<int[]> bounds(String name) throws FormatException {
        return of(name, AttributeType.INTS)
                .map(attribute -> attribute.getIntsList().stream()
                        .mapToInt(Attributes::cut)
                        .toArray());
    }

    /// The same of one bound.
    int bound(String name, int otherwise) throws FormatException {
        return cut(integer(name, otherwise));
    }

    private static int cut(long bound) {
        return Math.clamp(bound, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    Optional<int[]> integers(String name) throws FormatException {
        Optional<AttributeProto> attribute = of(name, AttributeType.INTS);
        if (attribute.isEmpty()) {
            return Optional.empty();
        }
        int[] values = new int[attribute.get().getIntsCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = toInt(name, attribute.get().getInts(i));
        }
        return Optional.of(values);
    }

    Optional<float[]> numbers(String name) throws FormatException {
        Optional<AttributeProto> attribute = of(name, AttributeType.FLOATS);
        if (attribute.isEmpty()) {
            return Optional.empty();
        }
        float[] values = new float[attribute.get().getFloatsCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = attribute.get().getFloats(i);
        }
        return Optional.of(values);
    }

    Optional<Value> tensor(String name) throws FormatException {
        Optional<AttributeProto> attribute = of(name, AttributeType.TENSOR);
        if (attribute.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(tensors.read(attribute.get().getT()));
        } catch (IOException e) {
            throw node.problem("attribute " + name + ": " + e.getMessage());
        }
    }

    /// @throws FormatException if the node has attributes that nobody asked for
    void requireAllAsked() throws FormatException {
        for (AttributeProto attribute : byName.values()) {
            if (!asked.contains(attribute.getName())) {
                throw node.problem("attribute " + ModelFile.quote(attribute.getName()) + " of type "
                        + attribute.getType() + " isn't supported");
            }
        }
    }

    private Optional<AttributeProto> of(String name, AttributeType type) throws FormatException {
        asked.add(name);
        AttributeProto attribute = byName.get(name);
        if (attribute == null) {
            return Optional.empty();
        }
        // Models of 2017 leave the type out.
        if (attribute.getType() != type && attribute.getType() != AttributeType.UNDEFINED) {
            throw node.problem(
                    "expected attribute " + name + " to be of type " + type + ", but got " + attribute.getType());
        }
        return Optional.of(attribute);
    }

    private int toInt(String name, long value) throws FormatException {
        if (value != (int) value) {
            throw node.problem("attribute " + name + " has the number " + value + ", beyond what sizes can be");
        }
        return (int) value;
    }
}
