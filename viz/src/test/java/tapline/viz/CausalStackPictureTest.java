package tapline.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tapline.shape.ConvGeometry;
import tapline.shape.ShapeException;

class CausalStackPictureTest {
    @ParameterizedTest
    @CsvSource({"2, 4, 16", "3, 3, 15", "2, 6, 64", "5, 2, 13", "1, 3, 1"})
    void highlightsAsManyInputsAsTheFieldIsLarge(int kernelSize, int layers, int field) {
        int[] dilations = new int[layers];
        int expected = 1;
        for (int i = 0; i < layers; i++) {
            dilations[i] = 1 << i;
            expected += Gallery.causal(kernelSize, dilations[i]).getFirst().receptiveField() - 1;
        }
        assertThat(expected).isEqualTo(field);
        Drawing drawing =
                CausalStackPicture.of(Gallery.causal(kernelSize, dilations)).draw(Theme.LIGHT);
        assertThat(highlightedInputs(drawing)).isEqualTo(field);
        assertThat(texts(drawing)).contains("receptive field: " + field + (field == 1 ? " sample" : " samples"));
    }

    @Test
    void strideMultipliesTheField() {
        List<ConvGeometry> layers = List.of(Gallery.conv(3, 2, 1, 2, 0), Gallery.conv(3, 2, 1, 2, 0));
        Drawing drawing = CausalStackPicture.of(layers).draw(Theme.LIGHT);
        assertThat(highlightedInputs(drawing)).isEqualTo(7);
        assertThat(texts(drawing)).contains("receptive field: 7 samples");
    }

    @Test
    void shortSignalShowsPaddingInTheRowsThatReachIt() {
        ReceptiveField field = new ReceptiveField(Gallery.causal(2, 1, 2, 4, 8), 10, Long.MIN_VALUE);
        assertThat(field.seen(4)).containsExactly(9);
        assertThat(field.seen(3)).containsExactly(1, 9);
        assertThat(field.seen(2)).containsExactly(-3, 1, 5, 9);
        assertThat(field.seen(1)).containsExactly(-1, 1, 3, 5, 7, 9);
        assertThat(field.seen(0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(field.outside()).isEqualTo(6);
        Drawing drawing =
                CausalStackPicture.of(Gallery.causal(2, 1, 2, 4, 8)).length(10).draw(Theme.LIGHT);
        assertThat(texts(drawing))
                .contains("receptive field: 16 samples, 6 of them outside the signal", "padding")
                .filteredOn("0"::equals)
                .hasSize(2);
    }

    @Test
    void rowsAreNamedFromTheOutputDown() {
        Drawing drawing = CausalStackPicture.of(Gallery.causal(2, 1, 2, 4)).draw(Theme.LIGHT);
        assertThat(texts(drawing))
                .containsSubsequence(
                        "input",
                        "hidden layer",
                        "dilation = 1",
                        "hidden layer",
                        "dilation = 2",
                        "output",
                        "dilation = 4")
                .doesNotContain("padding");
    }

    @Test
    void paddingOnBothSidesReachesBeyondTheEnd() {
        ReceptiveField field = new ReceptiveField(List.of(Gallery.conv(3, 1, 1, 1, 1)), 5, Long.MIN_VALUE);
        assertThat(field.seen(0)).containsExactly(3, 4, 5);
        assertThat(field.time(1, 4)).isEqualTo(4);
        assertThat(field.outside()).isEqualTo(1);
    }

    @Test
    void refusesNoLayersAndTooShortSignals() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> CausalStackPicture.of(List.of()))
                .withMessageContaining("at least one layer");
        CausalStackPicture tooShort =
                CausalStackPicture.of(List.of(Gallery.conv(3, 1, 1, 0, 0))).length(2);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> tooShort.draw(Theme.LIGHT))
                .withMessageContaining("Kernel size: (3)");
    }

    // The lowest row of filled circles in the kernel's color, without the legend's, which stands below the bracket.
    private static long highlightedInputs(Drawing drawing) {
        double inputBaseline = drawing.labels().stream()
                .filter(label -> label.text().equals("input"))
                .findFirst()
                .orElseThrow()
                .at()
                .y();
        return drawing.marks().stream()
                .filter(Mark.Circle.class::isInstance)
                .map(Mark.Circle.class::cast)
                .filter(circle -> Math.abs(circle.center().y() - inputBaseline) < 10)
                .filter(circle -> circle.style().fill().equals(Theme.LIGHT.kernel()))
                .count();
    }

    private static List<String> texts(Drawing drawing) {
        return drawing.labels().stream().map(Mark.Label::text).toList();
    }
}
