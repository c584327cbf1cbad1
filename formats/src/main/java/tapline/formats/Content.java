package tapline.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// All bytes of a file, and the name that messages give it. Having them all is what lets each length in the file
/// be checked before it is used.
record Content(String name, byte[] bytes) {
    /// What one array holds on every JVM.
    private static final int MOST = Integer.MAX_VALUE - 8;

    static Content read(Path path) throws IOException {
        String name = path.toString();
        if (Files.isDirectory(path)) {
            throw new FormatException(name, "expected a file, but this is a directory");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, name);
        } catch (NoSuchFileException e) {
            throw new FormatException(name, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new FormatException(name, "permission to read it is denied", e);
        }
    }

    static Content read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MOST);
        if (bytes.length == MOST && in.read() >= 0) {
            throw new FormatException(name, "expected at most " + MOST + " bytes, but there are more");
        }
        if (bytes.length == 0) {
            throw new FormatException(name, "the file is empty");
        }
        return new Content(name, bytes);
    }

    int length() {
        return bytes.length;
    }

    /// Whether these characters, one byte each, are at `offset`.
    boolean has(int offset, String characters) {
        return offset <= bytes.length - characters.length()
                && text(offset, characters.length()).equals(characters);
    }

    String text(int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    /// The bytes from the start, in big-endian order until the caller asks for another.
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes);
    }

    FormatException problem(String problem) {
        return new FormatException(name, problem);
    }

    FormatException problemAtByte(long offset, String problem) {
        return new FormatException(name, "byte " + offset + ": " + problem);
    }

    FormatException problemAtLine(long line, String problem) {
        return new FormatException(name, "line " + line + ": " + problem);
    }
}
