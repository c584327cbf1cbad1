package tapline.viz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/// Saves drawings. Stateless.
public final class PictureFile {
    private PictureFile() {}

    /// Saves a drawing as SVG or PNG, as the file's name ends in `.svg` or `.png`. The file is there completely
    /// or not at all: it is written beside its place first, and then moved over whatever had the name.
    ///
    /// @throws IllegalArgumentException if the name ends otherwise; nothing has been written then
    /// @throws IOException if the folder is missing or can't be written
    public static void write(Drawing drawing, Path file) throws IOException {
        byte[] content = encode(drawing, file);
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(file.toString(), null, "there is no folder " + folder);
        }
        // Not a temporary file of the JDK, which its owner alone may read.
        Path partial = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(partial, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /// The bytes of such a file, for a caller that saves them in another way.
    ///
    /// @throws IllegalArgumentException if the name ends otherwise
    public static byte[] encode(Drawing drawing, Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".svg")) {
            return SvgWriter.write(drawing).getBytes(StandardCharsets.UTF_8);
        }
        if (name.endsWith(".png")) {
            return PngWriter.write(drawing);
        }
        throw new IllegalArgumentException(
                file + ": expected a name that ends in .svg or .png, to know the format of the picture");
    }
}
