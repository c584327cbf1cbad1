package tapline.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalPlotTest {
    private static final Axis X = Axis.of(0, 1_000_000, 0, 700, 8);
    private static final Axis Y = Axis.of(-1, 1, 100, 0, 5);

    @Test
    void gapsPartTheLine() {
        Series series = Series.of("a", 1, 1, Float.NaN, 1, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1, 1, 1);
        assertThat(Decimation.lines(series, Axis.of(0, 8, 0, 700, 8), Y))
                .extracting(List::size)
                .containsExactly(2, 1, 3);
    }

    @Test
    void everyPeakOfAMillionSamplesStays() {
        float[] samples = new float[1_000_000];
        samples[123_456] = 1;
        samples[123_457] = -1;
        samples[999_999] = 1;
        List<List<Point>> lines = Decimation.lines(Series.of("a", samples), X, Y);
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).hasSizeLessThan(2 * 702);
        assertThat(lines.getFirst())
                .contains(
                        new Point(X.pixel(123_456), 0),
                        new Point(X.pixel(123_457), 100),
                        new Point(X.pixel(999_999), 0));
        assertThat(lines.getFirst()).isSortedAccordingTo((a, b) -> Double.compare(a.x(), b.x()));
    }

    @Test
    void aMillionSamplesAreASmallFile() {
        float[] samples = Gallery.noise(1_000_000);
        Series[] four = {Series.of("a", samples), Series.of("b", samples), Series.of("c", samples), Series.of("d")};
        Drawing drawing = SignalPlot.of("Four").panel("", "", four).draw(Theme.LIGHT);
        assertThat(SvgWriter.write(drawing)).hasSizeLessThan(300_000).hasSizeGreaterThan(10_000);
    }

    @Test
    void longGapsOfLongSeriesStay() {
        float[] samples = new float[1_000_000];
        Arrays.fill(samples, 400_000, 600_000, Float.NaN);
        List<List<Point>> lines = Decimation.lines(Series.of("a", samples), X, Y);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).getLast().x()).isLessThanOrEqualTo(X.pixel(400_000));
        assertThat(lines.get(1).getFirst().x()).isGreaterThanOrEqualTo(X.pixel(599_999));
    }

    @Test
    void panelsSayWhatTheyShow() {
        Drawing drawing = SignalPlot.of("Title")
                .subtitle("Subtitle")
                .xLabel("time [s]")
                .panel("two", "mV", Series.of("raw", 1, 2), Series.of("smooth", 2, 1))
                .panel("empty", "", Series.of("none"))
                .draw(Theme.LIGHT);
        assertThat(drawing.labels())
                .extracting(Mark.Label::text)
                .contains("Title", "Subtitle", "time [s]", "two [mV]", "raw", "smooth", "empty", "no samples")
                .doesNotContain("none");
    }

    @Test
    void sampleRateSetsTheTimeAxis() {
        Series series = Series.of("a", new float[721]).sampleRate(360).start(10);
        assertThat(series.end()).isEqualTo(12);
        assertThat(Series.of("empty").start(3).end()).isEqualTo(3);
    }

    @Test
    void oneSampleIsADot() {
        Drawing drawing = SignalPlot.of("One").panel("", "", Series.of("a", 3)).draw(Theme.LIGHT);
        assertThat(drawing.marks()).hasAtLeastOneElementOfType(Mark.Circle.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e308})
    void stepsAreFiniteAndPositive(double step) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.of("a", 1, 2, 3).step(step))
                .withMessageContaining("step " + step);
    }

    @Test
    void aPlotNeedsAPanel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignalPlot.of("Nothing").draw(Theme.LIGHT))
                .withMessageContaining("Nothing");
    }
}
