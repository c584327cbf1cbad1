package tapline.formats;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Parses the Python dictionary in the header of a `.npy` file: only the literals that NumPy writes there, the
/// three keys in any order and once each.
final class NpyDictionary {
    /// NumPy's own limit.
    private static final int MOST_DIMENSIONS = 64;

    private static final char END = '\uffff';

    private final Content content;
    private final int textAt;
    private final String text;
    private int at;

    private String descr;
    private Boolean fortranOrder;
    private Shape shape;

    NpyDictionary(Content content, int textAt, int length) {
        this.content = content;
        this.textAt = textAt;
        this.text = content.text(textAt, length);
    }

    NpyHeader parse() throws FormatException {
        expect('{');
        while (!skip('}')) {
            int keyAt = next();
            String key = string("a key");
            expect(':');
            switch (key) {
                case "descr" -> descr = once(keyAt, key, descr, descr());
                case "fortran_order" -> fortranOrder = once(keyAt, key, fortranOrder, bool());
                case "shape" -> shape = once(keyAt, key, shape, shape());
                default ->
                    throw problem(
                            keyAt,
                            "expected the keys 'descr', 'fortran_order' and 'shape', but found " + Excerpt.of(key));
            }
            if (!skip(',') && peek() != '}') {
                throw unexpected("',' or '}'");
            }
        }
        if (peek() != END) {
            throw unexpected("the end of the header");
        }
        if (descr == null || fortranOrder == null || shape == null) {
            throw problem(0, "expected the keys 'descr', 'fortran_order' and 'shape', but found only some of them");
        }
        ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(type(descr), descr, order, fortranOrder, shape, textAt + text.length());
    }

    private <T> T once(int keyAt, String key, T before, T value) throws FormatException {
        if (before != null) {
            throw problem(keyAt, "expected the key '" + key + "' once, but found it again");
        }
        return value;
    }

    private String descr() throws FormatException {
        int start = next();
        if (peek() == '[') {
            throw problem(start, "expected numbers as elements, but found named fields");
        }
        String value = string("an element type");
        if (type(value) == null) {
            throw problem(
                    start,
                    "expected elements of type " + codes() + " with their byte order, but found " + Excerpt.of(value));
        }
        return value;
    }

    private static ElementType type(String descr) {
        for (ElementType type : ElementType.values()) {
            String orders = type.bytes() == 1 ? "|" : "<>";
            if (type.npyCode() != null
                    && descr.length() == 3
                    && descr.endsWith(type.npyCode())
                    && orders.indexOf(descr.charAt(0)) >= 0) {
                return type;
            }
        }
        return null;
    }

    private static String codes() {
        String codes = Arrays.stream(ElementType.values())
                .map(ElementType::npyCode)
                .filter(Objects::nonNull)
                .sorted()
                .collect(Collectors.joining(", "));
        return codes.replaceFirst(", (\\w+)$", " or $1");
    }

    private boolean bool() throws FormatException {
        next();
        for (boolean value : new boolean[] {true, false}) {
            String word = value ? "True" : "False";
            if (text.startsWith(word, at)) {
                at += word.length();
                return value;
            }
        }
        throw unexpected("True or False");
    }

    private Shape shape() throws FormatException {
        int start = next();
        List<Integer> sizes = new ArrayList<>();
        expect('(');
        while (!skip(')')) {
            if (sizes.size() == MOST_DIMENSIONS) {
                throw problem(start, "expected at most " + MOST_DIMENSIONS + " dimensions, but found more");
            }
            sizes.add(size());
            // Python reads (3) as a number: a tuple of one needs its comma.
            if (!skip(',') && (peek() != ')' || sizes.size() == 1)) {
                throw unexpected("','");
            }
        }
        try {
            return Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
        } catch (ShapeException e) {
            throw problem(start, "expected a shape of at most 2^31 - 1 elements, but found " + sizes);
        }
    }

    private int size() throws FormatException {
        int start = next();
        while (peekHere() >= '0' && peekHere() <= '9') {
            at++;
        }
        if (at == start) {
            throw unexpected("a size");
        }
        try {
            return Integer.parseInt(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw problem(start, "expected a size below 2^31, but found " + Excerpt.of(text.substring(start, at)));
        }
    }

    private String string(String what) throws FormatException {
        int start = next();
        char quote = peek();
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, start + 1) : -1;
        if (end < 0) {
            throw unexpected(what + " in quotes");
        }
        at = end + 1;
        return text.substring(start + 1, end);
    }

    private void expect(char wanted) throws FormatException {
        if (!skip(wanted)) {
            throw unexpected("'" + wanted + "'");
        }
    }

    private boolean skip(char wanted) {
        boolean there = peek() == wanted;
        if (there) {
            at++;
        }
        return there;
    }

    /// The next character that isn't white space, or [#END].
    private char peek() {
        next();
        return peekHere();
    }

    private char peekHere() {
        return at < text.length() ? text.charAt(at) : END;
    }

    /// Skips white space, and returns the position behind it.
    private int next() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private FormatException unexpected(String expected) {
        String found = at < text.length() ? Excerpt.of(text.substring(at, at + 1)) : "the end of the header";
        return problem(at, "expected " + expected + ", but found " + found);
    }

    private FormatException problem(int position, String problem) {
        return content.problemAtByte(textAt + position, problem);
    }
}
