package tapline.cli.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tapline.formats.OutputFiles;
import tapline.stream.Stream;

/// A stream's memory in a file, which each next one replaces as a whole.
public record SnapshotFile(Path path) {
    /// Goes on where the stream was whose memory this is; from the beginning if there is no such file.
    ///
    /// @throws IllegalArgumentException if it is of another network, or damaged
    void restore(Stream stream) throws IOException {
        OutputFiles.requirePlace(path);
        if (!Files.exists(path)) {
            return;
        }
        try {
            stream.restore(Files.readAllBytes(path));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    /// @param snapshot of a stream. *Not modified*
    void save(byte[] snapshot) throws IOException {
        OutputFiles.write(path, out -> out.write(snapshot));
    }
}
