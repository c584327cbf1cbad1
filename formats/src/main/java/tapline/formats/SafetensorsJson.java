package tapline.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tapline.shape.Shape;

/// Parses the JSON in the header of a safetensors file: each key once, and no key, type or kind of value that the
/// specification doesn't have.
final class SafetensorsJson {
    private static final int MOST_DIMENSIONS = 64;
    private static final String KEYS = "expected the keys 'dtype', 'shape' and 'data_offsets'";

    /// Without tables of names, which a hostile file could fill, and with no limit on a name but the header's own.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final FileBytes file;
    private final int length;
    private final String text;
    private final JsonParser parser;
    private final List<SafetensorsEntry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    SafetensorsJson(FileBytes file, int length) throws FormatException {
        this.file = file;
        this.length = length;
        this.text = file.utf8(Long.BYTES, length);
        if (!text.startsWith("{")) {
            throw file.problemAtByte(
                    Long.BYTES,
                    "expected a header that begins with '{', but found "
                            + Excerpt.of(text.substring(0, Math.min(1, text.length()))));
        }
        try {
            this.parser = JSON.createParser(text);
        } catch (IOException e) {
            throw file.problem("the header can't be read", e);
        }
    }

    SafetensorsHeader parse() throws FormatException {
        try (parser) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = name();
                if (name.equals(SafetensorsHeader.METADATA)) {
                    metadata();
                } else {
                    entry(name);
                }
            }
            if (parser.nextToken() != null) {
                throw problem("expected the end of the header, but found " + found());
            }
        } catch (FormatException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw problemAt(
                    e.getLocation(), "expected JSON: " + e.getOriginalMessage().replaceAll("\\R", " "));
        } catch (IOException e) {
            throw file.problem("the header can't be read", e);
        }
        return new SafetensorsHeader(entries, metadata, Long.BYTES + (long) length);
    }

    private String name() throws IOException {
        String name = text(parser.currentName());
        if (!names.add(name)) {
            throw problem("expected each name once, but found " + Excerpt.of(name) + " again");
        }
        return name;
    }

    private String text(String found) throws FormatException {
        if (!StateDict.isText(found)) {
            throw problem("expected text, but " + Excerpt.of(found) + " has half of a surrogate pair");
        }
        return found;
    }

    private void metadata() throws IOException {
        expect(JsonToken.START_OBJECT, "an object of texts");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = text(parser.currentName());
            expect(JsonToken.VALUE_STRING, "a text for " + Excerpt.of(key));
            if (metadata.put(key, text(parser.getText())) != null) {
                throw problem("expected each key once, but found " + Excerpt.of(key) + " again");
            }
        }
    }

    private void entry(String name) throws IOException {
        expect(JsonToken.START_OBJECT, "an object for tensor " + Excerpt.of(name));
        ElementType type = null;
        List<Long> sizes = null;
        List<Long> offsets = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            switch (key) {
                case "dtype" -> type = once(name, key, type, type());
                case "shape" -> sizes = once(name, key, sizes, numbers(MOST_DIMENSIONS));
                case "data_offsets" -> offsets = once(name, key, offsets, numbers(2));
                default -> throw problem(tensor(name) + KEYS + ", but found " + Excerpt.of(key));
            }
        }
        if (type == null || sizes == null || offsets == null) {
            throw problem(tensor(name) + KEYS + ", but found only some of them");
        }
        if (offsets.size() != 2 || offsets.get(1) < offsets.get(0)) {
            throw problem(tensor(name) + "expected data_offsets [begin, end], but found " + offsets);
        }
        entries.add(
                new SafetensorsEntry(name, type, shape(name, type, sizes, offsets), offsets.get(0), offsets.get(1)));
    }

    private <T> T once(String name, String key, T before, T value) throws FormatException {
        if (before != null) {
            throw problem(tensor(name) + "expected the key '" + key + "' once, but found it again");
        }
        return value;
    }

    private ElementType type() throws IOException {
        expect(JsonToken.VALUE_STRING, "the name of an element type");
        String found = parser.getText();
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(found) && type != ElementType.C128) {
                return type;
            }
        }
        throw problem("expected an element type as F32 or BF16, but found " + Excerpt.of(found));
    }

    private List<Long> numbers(int most) throws IOException {
        expect(JsonToken.START_ARRAY, "a list of numbers");
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    || parser.getLongValue() < 0) {
                throw problem("expected a whole number from 0 to 2^63 - 1, but found " + found());
            }
            if (numbers.size() == most) {
                throw problem("expected at most " + most + " numbers, but found more");
            }
            numbers.add(parser.getLongValue());
        }
        return numbers;
    }

    private Shape shape(String name, ElementType type, List<Long> sizes, List<Long> offsets) throws FormatException {
        Shape shape = ShapeChecks.shape(sizes);
        if (shape == null) {
            throw problem(tensor(name) + "expected a shape of at most 2^31 - 1 elements, but found " + sizes);
        }
        long expected = (long) shape.elements() * type.bytes();
        long found = offsets.get(1) - offsets.get(0);
        if (expected != found) {
            throw problem(tensor(name) + "expected " + expected + " bytes for the shape " + sizes + " of " + type
                    + ", but data_offsets " + offsets + " span " + found);
        }
        return shape;
    }

    private void expect(JsonToken wanted, String what) throws IOException {
        if (parser.nextToken() != wanted) {
            throw problem("expected " + what + ", but found " + found());
        }
    }

    private String found() throws IOException {
        return parser.currentToken() == null ? "the end of the header" : Excerpt.of(parser.getText());
    }

    private static String tensor(String name) {
        return "tensor " + Excerpt.of(name) + ": ";
    }

    private FormatException problem(String problem) {
        return problemAt(parser.currentTokenLocation(), problem);
    }

    /// The parser counts characters, the file bytes.
    private FormatException problemAt(JsonLocation place, String problem) {
        long characters = place == null ? 0 : Math.clamp(place.getCharOffset(), 0, text.length());
        int bytes = text.substring(0, (int) characters).getBytes(StandardCharsets.UTF_8).length;
        return file.problemAtByte(Long.BYTES + (long) bytes, problem);
    }
}
