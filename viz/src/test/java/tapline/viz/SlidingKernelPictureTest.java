package tapline.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;
import tapline.shape.ShapeException;

class SlidingKernelPictureTest {
    @Test
    void showsEveryStepOfTheTutorial() {
        Drawing drawing = SlidingKernelPicture.of(Gallery.conv(3, 1, 1, 0, 0), 10)
                .input(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                .kernel(1, 1, 1)
                .output(3, 6, 9, 12, 15, 18, 21, 24)
                .draw(Theme.LIGHT);
        assertThat(texts(drawing))
                .contains("step 0", "step 7", "12", "15", "18", "21", "24")
                .contains("L_out = floor((10 + 2*0 - 1*(3-1) - 1)/1) + 1 = 8")
                .doesNotContain("step 8", "pad");
        assertThat(taps(drawing)).hasSize(8 * 3);
    }

    @Test
    void stepsStandUnderTheInputsTheyMeet() {
        Drawing drawing =
                SlidingKernelPicture.of(Gallery.conv(2, 3, 4, 1, 0), 9).draw(Theme.LIGHT);
        List<Mark.Label> labels = drawing.labels();
        // Windows start at -1 and 2, and their second taps are 4 further.
        assertThat(under(labels, "w0")).containsExactly(x(labels, "pad"), x(labels, "x2"));
        assertThat(under(labels, "w1")).containsExactly(x(labels, "x3"), x(labels, "x6"));
    }

    @Test
    void paddingShowsWhatItHolds() {
        ConvGeometry reflect = new ConvGeometry(1, 1, 3, 1, 1, 1, 2, 1, PaddingMode.REFLECT);
        assertThat(texts(SlidingKernelPicture.of(reflect, 4).draw(Theme.LIGHT)))
                .containsSubsequence("x2", "x1", "x0", "x1", "x2", "x3", "x2")
                .contains("L_out = floor((4 + 2 + 1 - 1*(3-1) - 1)/1) + 1 = 5", "padding (reflect)");
        assertThat(texts(SlidingKernelPicture.of(Gallery.conv(3, 1, 1, 2, 1), 4).draw(Theme.LIGHT)))
                .containsSubsequence("0", "0", "x0", "x1", "x2", "x3", "0");
    }

    @Test
    void longInputKeepsFirstStepsAndLast() {
        Drawing drawing =
                SlidingKernelPicture.of(Gallery.conv(64, 1, 1, 0, 0), 1000).draw(Theme.LIGHT);
        assertThat(texts(drawing))
                .contains("step 0", "step 1", "step 936", "x0", "x63", "x936", "x999")
                .contains("w0", "w63")
                .doesNotContain("step 500", "x500");
    }

    @Test
    void refusesWrongLengths() {
        SlidingKernelPicture picture = SlidingKernelPicture.of(Gallery.conv(3, 1, 1, 0, 0), 10);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> picture.input(1, 2))
                .withMessage("The picture needs 10 input samples, but got 2");
        assertThatExceptionOfType(ShapeException.class).isThrownBy(() -> picture.kernel(1, 2));
        assertThatExceptionOfType(ShapeException.class).isThrownBy(() -> picture.output(new float[9]));
        ConvGeometry reflect = new ConvGeometry(1, 1, 3, 1, 1, 1, 4, 4, PaddingMode.REFLECT);
        assertThatExceptionOfType(ShapeException.class).isThrownBy(() -> SlidingKernelPicture.of(reflect, 4));
    }

    private static List<Mark.Box> taps(Drawing drawing) {
        // The legend's swatch has the color of a tap, but not its height.
        return drawing.marks().stream()
                .filter(Mark.Box.class::isInstance)
                .map(Mark.Box.class::cast)
                .filter(box -> box.style().fill().equals(Theme.LIGHT.kernel()) && box.height() > Canvas.SWATCH)
                .toList();
    }

    private static List<Double> under(List<Mark.Label> labels, String text) {
        return labels.stream()
                .filter(label -> label.text().equals(text))
                .map(label -> label.at().x())
                .toList();
    }

    private static double x(List<Mark.Label> labels, String text) {
        return under(labels, text).getFirst();
    }

    private static List<String> texts(Drawing drawing) {
        return drawing.labels().stream().map(Mark.Label::text).toList();
    }
}
