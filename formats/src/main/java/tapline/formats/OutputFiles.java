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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// Files that are written together: none of them if one can't be written, and each whole or not there. Each is
/// written beside its place under a temporary name; [#commit] moves them there, one after the other, so only a
/// failure of a move leaves some without the others; and [#close] removes what wasn't moved. Not thread-safe.
public final class OutputFiles implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    /// Of a chain, as Linux follows at most.
    private static final int MOST_LINKS = 40;

    private final Map<Path, Path> placeByTemporary = new LinkedHashMap<>();
    private final Map<Path, Body> devices = new LinkedHashMap<>();

    /// No files yet.
    public OutputFiles() {}

    /// What writes a file's bytes.
    public interface Body {
        /// Writes all bytes.
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes one file, or to a device or pipe that is there.
    ///
    /// @throws FormatException if it can't be written there
    public static void write(Path path, Body body) throws IOException {
        try (OutputFiles files = new OutputFiles()) {
            files.add(path, body);
            files.commit();
        } catch (FormatException | FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // Of its own, which doesn't say where it is.
            throw new FormatException(path.toString(), e.getMessage(), e);
        }
    }

    /// Refuses a place that no file can be written to, for those that have long to do before they write.
    ///
    /// @throws FormatException if there is no such folder, or a folder has the file's name
    public static void requirePlace(Path path) throws IOException {
        requireNoFolder(path);
        if (!Files.isDirectory(path.toAbsolutePath().getParent())) {
            throw problem(path, "there is no such folder to write it to");
        }
    }

    private static void requireNoFolder(Path path) throws FormatException {
        if (Files.isDirectory(path)) {
            throw problem(path, "expected a file to write, but this is a directory");
        }
    }

    /// Writes one more file, which is not in its place yet.
    ///
    /// @throws FormatException if it can't be written there
    public void add(Path path, Body body) throws IOException {
        requireNoFolder(path);
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // A pipe or a device is there to be written to; a file moved onto it would remove it.
            devices.put(path, body);
            return;
        }
        Path place = place(path);
        Path temporary = place.resolveSibling("." + place.getFileName() + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
        // Not Files.createTempFile, whose files only their owner may read.
        try (OutputStream out = open(path, temporary)) {
            placeByTemporary.put(temporary, place);
            write(path, out, body);
        }
    }

    /// Where a file is, or will be: a link stays, and what it points to is replaced, or made.
    private static Path place(Path path) throws IOException {
        Path place = path.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(place); links++) {
            if (links == MOST_LINKS) {
                throw problem(path, "expected a file to write, but this is a link to a link, and so on");
            }
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        return place;
    }

    /// Puts all files in their places.
    ///
    /// @throws FormatException if one can't be put there
    public void commit() throws IOException {
        for (Map.Entry<Path, Body> device : devices.entrySet()) {
            try (OutputStream out = Files.newOutputStream(device.getKey())) {
                write(device.getKey(), out, device.getValue());
            }
        }
        for (Map.Entry<Path, Path> file : placeByTemporary.entrySet()) {
            move(file.getKey(), file.getValue());
        }
        placeByTemporary.clear();
    }

    @Override
    public void close() throws IOException {
        for (Path temporary : placeByTemporary.keySet()) {
            Files.deleteIfExists(temporary);
        }
    }

    /// The JDK's messages would name the temporary file.
    private static OutputStream open(Path path, Path temporary) throws IOException {
        try {
            return Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new FormatException(path.toString(), "there is no such folder to write it to", e);
        } catch (AccessDeniedException e) {
            throw new FormatException(path.toString(), "permission to write it is denied", e);
        } catch (FileSystemException e) {
            throw new FormatException(path.toString(), e.getReason(), e);
        }
    }

    private static void write(Path path, OutputStream out, Body body) throws IOException {
        NamedOutputStream named = new NamedOutputStream(path.toString(), out);
        OutputStream buffered = new BufferedOutputStream(named, BUFFER);
        try {
            body.writeTo(buffered);
            buffered.flush();
        } catch (FileSystemException e) {
            // Of a full disk, the system doesn't say where it is.
            throw e == named.failure() ? new FormatException(path.toString(), e.getReason(), e) : e;
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            moveWhole(from, to);
        } catch (FileSystemException e) {
            throw new FormatException(to.toString(), e.getReason() == null ? "it can't be replaced" : e.getReason(), e);
        }
    }

    private static void moveWhole(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FormatException problem(Path path, String problem) {
        return new FormatException(path.toString(), problem);
    }
}
