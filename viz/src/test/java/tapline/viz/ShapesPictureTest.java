package tapline.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;
import tapline.shape.ShapeException;

class ShapesPictureTest {
    @Test
    void namesAllDimensions() {
        ConvGeometry geometry = new ConvGeometry(16, 32, 3, 2, 1, 4, 0, 0, PaddingMode.ZEROS);
        Drawing drawing = ShapesPicture.of(geometry, 20, 50).draw(Theme.LIGHT);
        assertThat(drawing.labels())
                .extracting(Mark.Label::text)
                .contains("(20, 16, 50)", "(32, 4, 3)", "(20, 32, 24)")
                .contains("in_channels = 16", "in_channels / groups = 4", "groups = 4", "L_out = 24")
                .contains("One output cell is the sum of 4 x 3 = 12 products (in_channels / groups x kernel_size), "
                        + "plus its bias.");
        assertThat(drawing.description()).contains("(20, 16, 50)", "(32, 4, 3)", "(20, 32, 24)");
    }

    @Test
    void marksOneWindowOneFilterAndOneOutputCell() {
        ConvGeometry geometry = new ConvGeometry(4, 2, 3, 1, 2, 2, 0, 0, PaddingMode.ZEROS);
        Drawing drawing = ShapesPicture.of(geometry, 1, 10).draw(Theme.LIGHT);
        Theme theme = Theme.LIGHT;
        assertThat(filled(drawing, theme.tint(theme.kernel()))).hasSize(geometry.terms());
        assertThat(filled(drawing, theme.kernel())).hasSize(geometry.terms());
        assertThat(filled(drawing, theme.output())).hasSize(1);
    }

    @Test
    void refusesAnEmptyBatchAndTooShortInputs() {
        ConvGeometry geometry = Gallery.conv(3, 1, 1, 0, 0);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> ShapesPicture.of(geometry, 0, 10))
                .withMessageContaining("but got 0");
        assertThatExceptionOfType(ShapeException.class).isThrownBy(() -> ShapesPicture.of(geometry, 1, 2));
    }

    private static List<Mark> filled(Drawing drawing, Color color) {
        return drawing.marks().stream()
                .filter(mark ->
                        mark instanceof Mark.Box box && box.style().fill().equals(color))
                .toList();
    }
}
