package tapline.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class WritersTest {
    private static Drawing labelled(String text) {
        Mark label = new Mark.Label(new Point(10, 20), text, Mark.Anchor.START, 12, Typeface.REGULAR, Color.of(0));
        return new Drawing(100, 40, Color.of(0xFFFFFF), text, text, List.of(label));
    }

    @Test
    void svgEscapesWhatXmlReserves() {
        assertThat(SvgWriter.write(labelled("a<b & \"c\">d")))
                .contains("<title>a&lt;b &amp; &quot;c&quot;&gt;d</title>")
                .contains("<desc>a&lt;b &amp; &quot;c&quot;&gt;d</desc>")
                .contains(">a&lt;b &amp; &quot;c&quot;&gt;d</text>");
    }

    @Test
    void svgReplacesWhatXmlCannotHold() {
        assertThat(SvgWriter.write(new Drawing(1, 1, Color.of(0), "\u0001", "\uD800", List.of())))
                .contains("<title>\uFFFD</title>", "<desc>\uFFFD</desc>");
    }

    @Test
    void labelsHoldOneLine() {
        assertThat(labelled("  a\n\tb\u0000c ").labels().getFirst().text()).isEqualTo("a b c");
    }

    @Test
    void sameDrawingGivesSameBytes() {
        Drawing once = ShapesPicture.of(Gallery.conv(3, 1, 1, 0, 0), 1, 10).draw(Theme.DARK);
        Drawing again = ShapesPicture.of(Gallery.conv(3, 1, 1, 0, 0), 1, 10).draw(Theme.DARK);
        assertThat(SvgWriter.write(once)).isEqualTo(SvgWriter.write(again));
        assertThat(PngWriter.write(once)).isEqualTo(PngWriter.write(again));
    }

    @Test
    void svgWritesEveryMark() {
        Style style = Style.fill(Color.of(0x0072B2).opacity(0.5)).outlined(Color.of(0xD55E00), 1.5);
        List<Point> points = List.of(new Point(1, 2), new Point(3.14159, 4));
        String svg = SvgWriter.write(new Drawing(
                10,
                10,
                Color.of(0xFFFFFF),
                "t",
                "d",
                List.of(
                        new Mark.Box(1, 2, 3, 4, 0, style.dashed()),
                        new Mark.Line(points.get(0), points.get(1), style),
                        new Mark.Polyline(points, style),
                        new Mark.Polygon(points, style),
                        new Mark.Circle(points.get(0), 5, style))));
        String paint = " fill=\"#0072b2\" fill-opacity=\"0.5\" stroke=\"#d55e00\" stroke-width=\"1.5\"";
        assertThat(svg.lines())
                .contains(
                        "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\"" + paint + " stroke-dasharray=\"4 3\"/>",
                        "<line x1=\"1\" y1=\"2\" x2=\"3.14\" y2=\"4\"" + paint + "/>",
                        "<polyline points=\"1,2 3.14,4\" stroke-linejoin=\"round\"" + paint + "/>",
                        "<polygon points=\"1,2 3.14,4\" stroke-linejoin=\"round\"" + paint + "/>",
                        "<circle cx=\"1\" cy=\"2\" r=\"5\"" + paint + "/>");
    }

    @Test
    void marksRefuseWhatCannotBeDrawn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Point(Double.NaN, 0))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mark.Box(0, 0, -1, 1, 0, Style.fill(Color.of(0))))
                .withMessageContaining("-1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Style.stroke(Color.of(0), 0))
                .withMessageContaining("0.0");
    }
}
