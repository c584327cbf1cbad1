package tapline.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {
    private static final Drawing DRAWING = new Drawing(10, 10, Color.of(0xFFFFFF), "title", "description", List.of());

    @TempDir
    private Path folder;

    @Test
    void extensionChoosesTheFormat() throws IOException {
        PictureFile.write(DRAWING, folder.resolve("a.svg"));
        PictureFile.write(DRAWING, folder.resolve("a.PNG"));
        assertThat(folder.resolve("a.svg")).hasContent(SvgWriter.write(DRAWING));
        assertThat(folder.resolve("a.PNG")).hasBinaryContent(PngWriter.write(DRAWING));
        assertThat(content()).containsExactlyInAnyOrder("a.svg", "a.PNG");
    }

    @Test
    void replacesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("a.svg"), "old");
        PictureFile.write(DRAWING, file);
        assertThat(file).hasContent(SvgWriter.write(DRAWING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.gif", "svg", "a", "a.svg.txt"})
    void otherExtensionsAreRefused(String name) throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureFile.write(DRAWING, folder.resolve(name)))
                .withMessageContaining(".svg or .png")
                .withMessageContaining(name);
        assertThat(content()).isEmpty();
    }

    @Test
    void missingFolderIsNamedAndNotMade() throws IOException {
        Path file = folder.resolve("missing").resolve("a.svg");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> PictureFile.write(DRAWING, file))
                .withMessageContaining("there is no folder")
                .withMessageContaining("missing");
        assertThat(content()).isEmpty();
    }

    // A folder in the file's place fails for root too, who may write anywhere.
    @Test
    void failureLeavesNothingBehind() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("a.svg"));
        Files.writeString(taken.resolve("kept"), "kept");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> PictureFile.write(DRAWING, taken));
        assertThat(content()).containsExactly("a.svg");
        assertThat(taken.resolve("kept")).hasContent("kept");
    }

    private List<String> content() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
