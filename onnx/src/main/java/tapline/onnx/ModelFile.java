package tapline.onnx;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tapline.formats.FormatException;

/// Where a model is from: its name in messages, and the folder that its external data has to be in.
///
/// @param folder none for a model that isn't in a file
record ModelFile(String name, Optional<Path> folder) {
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8;
    private static final int LONGEST_NAME = 80;

    static ModelFile of(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return new ModelFile(path.toString(), Optional.ofNullable(parent));
    }

    /// All bytes of a file.
    ///
    /// @throws FormatException if there is none that can be read, or it is too large
    static byte[] read(Path path) throws IOException {
        String name = path.toString();
        if (Files.isDirectory(path)) {
            throw new FormatException(name, "expected a file, but this is a directory");
        }
        try {
            long size = Files.size(path);
            if (size > MOST_BYTES) {
                throw new FormatException(name, "expected at most " + MOST_BYTES + " bytes, but there are " + size);
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new FormatException(name, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new FormatException(name, "permission to read it is denied", e);
        }
    }

    FormatException problem(String problem) {
        return new FormatException(name, problem);
    }

    /// A name out of a file as messages show it: on one line, and not longer than a line.
    static String quote(String name) {
        String line = name.codePoints()
                .map(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c)
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "'" + line + (line.length() < name.length() ? "..." : "") + "'";
    }
}
