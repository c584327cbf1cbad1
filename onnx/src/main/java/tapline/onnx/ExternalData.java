package tapline.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.StringStringEntryProto;
import tapline.formats.FormatException;

/// Tensors that a model keeps in files beside it. Only files in the model's own folder are opened, whatever the
/// model or a link says; and since tensors don't share bytes there, no file gives more than it has.
final class ExternalData {
    private final ModelFile file;
    private final Map<Path, Long> bytesRead = new HashMap<>();

    ExternalData(ModelFile file) {
        this.file = file;
    }

    /// The bytes of one tensor.
    ///
    /// @param label what messages call it
    /// @param entries ONNX's `location`, `offset` and `length`
    /// @param bytes how many there have to be
    ByteBuffer read(String label, List<StringStringEntryProto> entries, long bytes) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (StringStringEntryProto entry : entries) {
            values.put(entry.getKey(), entry.getValue());
        }
        String location = values.get("location");
        if (location == null) {
            throw problem(label, "expected the location of its external data, but there is none");
        }
        long offset = number(label, "offset", values.getOrDefault("offset", "0"));
        long length = number(label, "length", values.getOrDefault("length", Long.toString(bytes)));
        if (length != bytes) {
            throw problem(label, "expected " + bytes + " bytes of external data, but its length is " + length);
        }
        Path path = inFolder(label, location);
        long size = Files.size(path);
        if (offset > size - length) {
            throw problem(
                    label,
                    "expected bytes " + offset + " to " + (offset + length) + " of " + ModelFile.quote(location)
                            + ", but it has " + size);
        }
        if (bytesRead.merge(path, length, Long::sum) > size) {
            throw problem(
                    label,
                    "expected bytes of its own in " + ModelFile.quote(location)
                            + ", but the tensors there ask for more than its " + size);
        }
        return bytes(label, path, offset, length);
    }

    private ByteBuffer bytes(String label, Path path, long offset, long length) throws IOException {
        if (length > Integer.MAX_VALUE - 8) {
            throw problem(label, "expected at most " + (Integer.MAX_VALUE - 8) + " bytes, but it has " + length);
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        try (FileChannel channel = FileChannel.open(path)) {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw problem(label, "its external data ended while it was read");
                }
            }
        }
        return buffer.flip();
    }

    private Path inFolder(String label, String location) throws IOException {
        Path folder = file.folder()
                .orElseThrow(() -> problem(
                        label, "expected all data in the model, but " + ModelFile.quote(location) + " is elsewhere"));
        try {
            Path named = Path.of(location);
            Path path = folder.resolve(named).normalize();
            if (named.isAbsolute() || !path.startsWith(folder.normalize()) || !isInside(folder, path)) {
                throw problem(
                        label,
                        "expected external data in the model's folder, but it is in " + ModelFile.quote(location));
            }
            return path;
        } catch (InvalidPathException e) {
            throw problem(label, "expected a file name, but got " + ModelFile.quote(location));
        }
    }

    /// Whether the path is that of a file, and links don't lead it out of the folder.
    private static boolean isInside(Path folder, Path path) throws IOException {
        return Files.isRegularFile(path) && path.toRealPath().startsWith(folder.toRealPath());
    }

    private long number(String label, String key, String text) throws FormatException {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with what is negative.
        }
        throw problem(label, "expected a number of bytes as " + key + ", but got " + ModelFile.quote(text));
    }

    private FormatException problem(String label, String problem) {
        return file.problem(label + ": " + problem);
    }
}
