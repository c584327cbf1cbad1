package tapline.formats.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tapline.formats.FormatException;

/// JSON as Java's values: `Map`, `List`, `String`, `Long`, `Double`, `Boolean` and null.
final class JsonTree {
    private static final int LONGEST_SHOWN = 60;
    private static final String INDENT = "  ";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonTree() {}

    /// @param name what messages call the text
    /// @throws FormatException if it is no JSON, or has a key twice, with the line
    static Object parse(String text, String name) throws FormatException {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            Object tree = value(parser);
            if (parser.nextToken() != null) {
                throw new FormatException(
                        name,
                        "line " + parser.currentTokenLocation().getLineNr() + ": expected nothing more, but found "
                                + parser.getText());
            }
            return tree;
        } catch (FormatException e) {
            throw e;
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String problem = e.getOriginalMessage().replaceAll("\\R", " ");
            throw new FormatException(name, "line " + line + ": expected JSON: " + problem, e);
        } catch (IOException e) {
            throw new FormatException(name, "can't be read", e);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    object.put(key, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) parser.getDoubleValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw new JsonEnd(parser);
        };
    }

    /// The text ends, or is empty, where a value should be.
    private static final class JsonEnd extends JsonProcessingException {
        private static final long serialVersionUID = 1;

        JsonEnd(JsonParser parser) {
            super("a value is missing", parser.currentLocation());
        }
    }

    /// The value on one line, cut where it is long, for a message.
    static String excerpt(Object value) {
        String text = line(value);
        return text.codePointCount(0, text.length()) <= LONGEST_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "...";
    }

    private static String line(Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .map(entry -> line(entry.getKey()) + ": " + line(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(JsonTree::line).collect(Collectors.joining(", ", "[", "]"));
            case String text -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
            case null, default -> String.valueOf(value);
        };
    }

    /// The value as people write it: an object without others in it on one line, each of several on a line of its
    /// own.
    static String write(Object value) {
        return write(value, "\n");
    }

    private static String write(Object value, String newLine) {
        String inner = newLine + INDENT;
        return switch (value) {
            case Map<?, ?> object
            when object.values().stream().anyMatch(JsonTree::isNested) ->
                object.entrySet().stream()
                        .map(entry -> inner + line(entry.getKey()) + ": " + write(entry.getValue(), inner))
                        .collect(Collectors.joining(",", "{", newLine + "}"));
            case List<?> list
            when isNested(list) ->
                list.stream()
                        .map(element -> inner + write(element, inner))
                        .collect(Collectors.joining(",", "[", newLine + "]"));
            case null, default -> line(value);
        };
    }

    private static boolean isNested(Object value) {
        return value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance);
    }
}
