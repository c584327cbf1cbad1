package tapline.formats;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/// Writes files that are whole or not there: to a temporary file beside the target, which is then moved onto it.
public final class WholeFile {
    private static final int BUFFER = 1 << 16;

    private WholeFile() {}

    /// What writes the bytes.
    public interface Body {
        /// Writes all bytes.
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes a file, or a device or pipe that is there.
    ///
    /// @throws FormatException if it can't be written there
    public static void write(Path path, Body body) throws IOException {
        try {
            writeWhole(path, body);
        } catch (FormatException | FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // Of a full disk, the system doesn't say where it is.
            throw new FormatException(path.toString(), e.getMessage(), e);
        }
    }

    private static void writeWhole(Path path, Body body) throws IOException {
        String name = path.toString();
        if (Files.isDirectory(path)) {
            throw new FormatException(name, "expected a file to write, but this is a directory");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // A pipe or a device is there to be written to; moving a file onto it would remove it.
            try (OutputStream out = buffered(Files.newOutputStream(path))) {
                body.writeTo(out);
            }
            return;
        }
        // A link stays, and what it points to is replaced.
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path temporary = target.resolveSibling("." + target.getFileName() + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
        try {
            writeAndMove(temporary, target, body);
        } catch (NoSuchFileException e) {
            throw new FormatException(name, "there is no such folder to write it to", e);
        } catch (AccessDeniedException e) {
            throw new FormatException(name, "permission to write it is denied", e);
        }
    }

    private static void writeAndMove(Path temporary, Path target, Body body) throws IOException {
        // Not Files.createTempFile, whose files only their owner may read.
        OutputStream file = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW);
        boolean moved = false;
        try {
            try (OutputStream out = buffered(file)) {
                body.writeTo(out);
            }
            move(temporary, target);
            moved = true;
        } finally {
            if (!moved) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    private static OutputStream buffered(OutputStream out) {
        return new BufferedOutputStream(out, BUFFER);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
