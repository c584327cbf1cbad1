package tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourTest {
    @TempDir
    private static Path parent;

    private static Path folder;
    private static String tour;

    @BeforeAll
    static void runTour() {
        folder = parent.resolve("made/by the tour");
        tour = CommandRun.printed("tour", "--out", folder.toString());
    }

    @Test
    void showsEachStep() {
        assertThat(tour)
                .contains("Step 0: sum([0. 1. 2.]*[1. 1. 1.]) = 3.0\n")
                .contains("Step 7: sum([7. 8. 9.]*[1. 1. 1.]) = 24.0\nFinal : [ 3.  6.  9. 12. 15. 18. 21. 24.]\n");
    }

    @Test
    void showsTheLengthFormula() {
        assertThat(tour)
                .contains("\nL_out = floor((L_in + 2*padding - dilation*(kernel_size-1) - 1)/stride) + 1\n"
                        + "L_out = floor((10 + 2*0 - 1*(3-1) - 1)/1) + 1 = 8\n");
    }

    @Test
    void theLibrarysCausalConvolutionEqualsTheTutorials() {
        assertThat(tour.lines()).contains("equal: true");
    }

    @Test
    void showsTheLinesThatItRuns() {
        assertThat(tour)
                .contains("    output[i] = g.mul(window).sum().item();\n")
                .contains("    final class CausalConv1d extends Module {\n")
                .contains("    Conv1d average = Conv1d.of(1, 1, 13).padding(Padding.SAME).bias(false).build();\n")
                .doesNotContain("    return x;\n", "    return myConv1d;\n");
    }

    @Test
    void itsNetworkLearns() {
        assertThat(tour.lines().filter(line -> line.startsWith("EpochRecord[")))
                .hasSize(6)
                .first()
                .asString()
                .contains("validationLoss=0.1");
    }

    @Test
    void drawsEightPicturesAndNamesThem() throws IOException {
        List<Path> files = files();

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "causal-stack.png",
                        "causal-stack.svg",
                        "ecg.png",
                        "ecg.svg",
                        "shapes.png",
                        "shapes.svg",
                        "sliding-kernel.png",
                        "sliding-kernel.svg");
        assertThat(tour.lines().toList())
                .containsAll(files.stream().map(Path::toString).toList());
    }

    @Test
    void itsPicturesCanBeRead() throws Exception {
        for (Path file : files()) {
            if (file.toString().endsWith(".svg")) {
                DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
                assertThat(parsers.newDocumentBuilder()
                                .parse(file.toFile())
                                .getDocumentElement()
                                .getTagName())
                        .isEqualTo("svg");
            } else {
                assertThat(ImageIO.read(file.toFile())).as(file.toString()).isNotNull();
            }
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
