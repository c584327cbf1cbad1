package tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tapline.golden.GoldenCase;
import tapline.golden.GoldenGroups;
import tapline.tensor.Tensor;

/// The tour prints what the tutorial prints, character for character.
class NotebookGoldenTest {
    private static final int RANDOM_CELL = 6;

    private static String tour;

    @BeforeAll
    static void runTour(@TempDir Path folder) {
        tour = CommandRun.printed("tour", "--out", folder.toString());
    }

    @Test
    void eachCellPrintsWhatTheTutorialPrints() {
        GoldenGroups.check("notebook", golden -> {
            int cell = golden.json().get("cell").asInt();
            assumeFalse(golden.text("printed").isEmpty(), "prints nothing");
            assumeFalse(cell == RANDOM_CELL, "random");

            assertThat(section(cell)).contains("\n" + golden.text("printed") + "\n");
        });
    }

    @Test
    void theRandomCellPrintsWhatSeedZeroGives() {
        GoldenCase seeded = GoldenGroups.load("rng").getFirst().cases().stream()
                .filter(golden -> golden.id().equals("rng/g062"))
                .findFirst()
                .orElseThrow();
        Tensor weight = seeded.tensor("0.weight").requiresGrad(true);

        assertThat(section(RANDOM_CELL)).contains("\ntorch.Size([2, 1, 3])\nParameter containing:\n" + weight + "\n");
    }

    @Test
    void cellsStandInTheTutorialsOrder() {
        List<String> cells =
                tour.lines().filter(line -> line.startsWith("In [")).toList();

        assertThat(cells)
                .containsExactly(
                        "In [2]:",
                        "In [3]:",
                        "In [4]:",
                        "In [5]:",
                        "In [6]:",
                        "In [7]:",
                        "In [8]:",
                        "In [9]:",
                        "In [10]:",
                        "In [11]:",
                        "In [16]:",
                        "In [13]:",
                        "In [14]:");
    }

    /// From the cell's heading to the next one.
    private static String section(int cell) {
        int start = tour.indexOf("\nIn [" + cell + "]:\n");
        assertThat(start).as("heading of cell " + cell).isNotNegative();
        int end = tour.indexOf("\nIn [", start + 1);
        return tour.substring(start, end < 0 ? tour.length() : end);
    }
}
