package tapline.cli.tour;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Source lines out of this package's own files, which the build puts beside the classes.
final class Listing {
    private final List<String> lines;

    private Listing(List<String> lines) {
        this.lines = lines;
    }

    /// The source file of `type`.
    static Listing of(Class<?> type) {
        String name = type.getSimpleName() + ".java";
        try (InputStream in = type.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + name);
            }
            return new Listing(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new IllegalStateException("can't read " + name, e);
        }
    }

    /// The body of the method `name`, without the line that hands its result on.
    String method(String name) {
        int first = find("^    static .* " + name + "\\(.*\\{$", 0);
        int end = find("^    }$", first);
        List<String> body = lines.subList(first + 1, end);
        boolean returns = body.getLast().strip().startsWith("return ");
        return text(body.subList(0, body.size() - (returns ? 1 : 0)));
    }

    /// The whole method `name`, with its head.
    String wholeMethod(String name) {
        int first = find("^    static .* " + name + "\\(.*\\{$", 0);
        return text(lines.subList(first, find("^    }$", first) + 1));
    }

    /// The declaration of the class, without imports and documentation.
    String type() {
        return text(lines.subList(find("^(final |public )*class .*", 0), lines.size()));
    }

    private int find(String pattern, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).matches(pattern)) {
                return i;
            }
        }
        throw new IllegalStateException("no line like " + pattern);
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines).stripIndent().strip();
    }
}
