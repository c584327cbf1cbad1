package tapline.cli;

import java.nio.file.Path;

/// Files that are read by their names alone.
public final class InputFile {
    private static final Path STANDARD = Path.of("-");

    private InputFile() {}

    /// The same file.
    ///
    /// @throws IllegalArgumentException if it is `-`, which elsewhere stands for standard input
    public static Path named(Path file) {
        if (file.equals(STANDARD)) {
            throw new IllegalArgumentException("-: standard input isn't taken here; expected the name of a file");
        }
        return file;
    }
}
