package tapline.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/// What holds of every picture in the gallery.
class EveryPictureTest {
    /// How far letters go below the baseline, for a size of 1.
    private static final double DESCENT = 0.212;

    /// Plots are held to less in their own test.
    private static final int LARGEST_SVG = 500_000;

    @ParameterizedTest
    @MethodSource("tapline.viz.Gallery#exhibits")
    void noTextLeavesThePicture(Gallery.Exhibit exhibit) {
        Drawing drawing = exhibit.drawing();
        assertThat(drawing.labels()).isNotEmpty().allSatisfy(label -> {
            assertThat(label.left()).isGreaterThanOrEqualTo(0);
            assertThat(right(label)).isLessThanOrEqualTo(drawing.width());
            assertThat(top(label)).isGreaterThanOrEqualTo(0);
            assertThat(bottom(label)).isLessThanOrEqualTo(drawing.height());
        });
    }

    @ParameterizedTest
    @MethodSource("tapline.viz.Gallery#exhibits")
    void noTextRunsIntoAnother(Gallery.Exhibit exhibit) {
        List<Mark.Label> labels = exhibit.drawing().labels();
        for (int i = 0; i < labels.size(); i++) {
            for (Mark.Label other : labels.subList(i + 1, labels.size())) {
                assertThat(overlap(labels.get(i), other))
                        .as("%s and %s", labels.get(i), other)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tapline.viz.Gallery#exhibits")
    void noTextIsWiderThanItsBox(Gallery.Exhibit exhibit) {
        Drawing drawing = exhibit.drawing();
        for (Mark.Label label : drawing.labels()) {
            innermost(drawing, label).ifPresent(box -> {
                assertThat(label.left()).as(label.text()).isGreaterThanOrEqualTo(box.x());
                assertThat(right(label)).as(label.text()).isLessThanOrEqualTo(box.x() + box.width());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("tapline.viz.Gallery#exhibits")
    void noBoxLeavesTheMargins(Gallery.Exhibit exhibit) {
        Drawing drawing = exhibit.drawing();
        assertThat(drawing.marks()).allSatisfy(mark -> {
            if (mark instanceof Mark.Box box) {
                assertThat(box.x()).isGreaterThanOrEqualTo(Canvas.MARGIN);
                assertThat(box.x() + box.width()).isLessThanOrEqualTo(Canvas.RIGHT + 1e-6);
                assertThat(box.y() + box.height()).isLessThanOrEqualTo(drawing.height());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("tapline.viz.Gallery#exhibits")
    void svgIsWellFormedAndSaysTheSame(Gallery.Exhibit exhibit) throws Exception {
        String svg = SvgWriter.write(exhibit.drawing());
        Document document = DocumentBuilderFactory.newNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        NodeList texts = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", "text");
        assertThat(IntStream.range(0, texts.getLength())
                        .mapToObj(i -> texts.item(i).getTextContent()))
                .containsExactlyElementsOf(exhibit.drawing().labels().stream()
                        .map(Mark.Label::text)
                        .toList());
        assertThat(svg).hasSizeLessThan(LARGEST_SVG);
    }

    @ParameterizedTest
    @MethodSource("tapline.viz.Gallery#exhibits")
    void pngHasTwicePixelsAndInk(Gallery.Exhibit exhibit) throws Exception {
        Drawing drawing = exhibit.drawing();
        byte[] png = PngWriter.write(drawing);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(2 * drawing.width());
        assertThat(image.getHeight()).isEqualTo(2 * drawing.height());
        for (Mark.Label label : drawing.labels()) {
            assertThat(hasInk(image, label)).as(label.text()).isTrue();
        }
    }

    private static boolean hasInk(BufferedImage image, Mark.Label label) {
        int first = image.getRGB((int) (2 * label.left()), (int) (2 * top(label)));
        for (int y = (int) (2 * top(label)); y < 2 * bottom(label); y++) {
            for (int x = (int) (2 * label.left()); x < 2 * right(label); x++) {
                if (image.getRGB(x, y) != first) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<Mark.Box> innermost(Drawing drawing, Mark.Label label) {
        double x = (label.left() + right(label)) / 2;
        double y = (top(label) + label.at().y()) / 2;
        return drawing.marks().stream()
                .filter(Mark.Box.class::isInstance)
                .map(Mark.Box.class::cast)
                .filter(box -> box.x() < x && x < box.x() + box.width() && box.y() < y && y < box.y() + box.height())
                .min(Comparator.comparingDouble(Mark.Box::width));
    }

    private static boolean overlap(Mark.Label one, Mark.Label other) {
        return one.left() < right(other)
                && other.left() < right(one)
                && top(one) < bottom(other)
                && top(other) < bottom(one);
    }

    private static double right(Mark.Label label) {
        return label.left() + label.width();
    }

    private static double top(Mark.Label label) {
        return label.at().y() - Typeface.CAP_HEIGHT * label.size();
    }

    private static double bottom(Mark.Label label) {
        return label.at().y() + DESCENT * label.size();
    }
}
