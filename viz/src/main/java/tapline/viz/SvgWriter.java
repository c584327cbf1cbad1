package tapline.viz;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/// Writes a drawing as SVG text: self-contained, and the same text for the same drawing. Stateless.
public final class SvgWriter {
    private static final String FONTS = "&quot;Liberation Sans&quot;, Arial, Helvetica, sans-serif";
    private static final int DECIMALS = 2;

    private SvgWriter() {}

    /// The drawing as an SVG document.
    public static String write(Drawing drawing) {
        StringBuilder svg = new StringBuilder();
        // Without kerning a text is as wide as PNG draws it.
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%1$d\" height=\"%2$d\" "
                        .formatted(drawing.width(), drawing.height()))
                .append("viewBox=\"0 0 %d %d\" ".formatted(drawing.width(), drawing.height()))
                .append("font-family=\"" + FONTS + "\" style=\"font-kerning:none\">\n")
                .append("<title>" + escape(drawing.title()) + "</title>\n")
                .append("<desc>" + escape(drawing.description()) + "</desc>\n")
                .append("<rect width=\"100%\" height=\"100%\" fill=\""
                        + drawing.background().hex() + "\"/>\n");
        for (Mark mark : drawing.marks()) {
            svg.append(element(mark)).append('\n');
        }
        return svg.append("</svg>\n").toString();
    }

    private static String element(Mark mark) {
        return switch (mark) {
            case Mark.Box box ->
                "<rect" + attribute("x", box.x()) + attribute("y", box.y()) + attribute("width", box.width())
                        + attribute("height", box.height()) + (box.radius() > 0 ? attribute("rx", box.radius()) : "")
                        + paint(box.style()) + "/>";
            case Mark.Line line ->
                "<line" + attribute("x1", line.from().x())
                        + attribute("y1", line.from().y())
                        + attribute("x2", line.to().x())
                        + attribute("y2", line.to().y()) + paint(line.style()) + "/>";
            case Mark.Polyline polyline ->
                "<polyline points=\"" + points(polyline.points()) + "\" stroke-linejoin=\"round\""
                        + paint(polyline.style()) + "/>";
            case Mark.Polygon polygon ->
                "<polygon points=\"" + points(polygon.points()) + "\" stroke-linejoin=\"round\""
                        + paint(polygon.style()) + "/>";
            case Mark.Circle circle ->
                "<circle" + attribute("cx", circle.center().x())
                        + attribute("cy", circle.center().y()) + attribute("r", circle.radius()) + paint(circle.style())
                        + "/>";
            case Mark.Label label -> text(label);
        };
    }

    private static String text(Mark.Label label) {
        String anchor = switch (label.anchor()) {
            case START -> "";
            case MIDDLE -> " text-anchor=\"middle\"";
            case END -> " text-anchor=\"end\"";
        };
        // The length keeps the text in its box where the viewer has none of the fonts.
        String length = label.text().length() < 2
                ? ""
                : attribute("textLength", label.width()) + " lengthAdjust=\"spacingAndGlyphs\"";
        return "<text" + attribute("x", label.at().x())
                + attribute("y", label.at().y())
                + attribute("font-size", label.size())
                + (label.typeface() == Typeface.BOLD ? " font-weight=\"bold\"" : "") + anchor + length
                + color("fill", label.color()) + ">" + escape(label.text()) + "</text>";
    }

    private static String paint(Style style) {
        StringBuilder paint = new StringBuilder(color("fill", style.fill()));
        if (!style.stroke().isNone()) {
            paint.append(color("stroke", style.stroke())).append(attribute("stroke-width", style.strokeWidth()));
            if (!style.dashes().isEmpty()) {
                paint.append(" stroke-dasharray=\"")
                        .append(style.dashes().stream().map(SvgWriter::number).collect(Collectors.joining(" ")))
                        .append('"');
            }
        }
        return paint.toString();
    }

    private static String color(String name, Color color) {
        if (color.isNone()) {
            return " " + name + "=\"none\"";
        }
        return " " + name + "=\"" + color.hex() + "\""
                + (color.opacity() < 1 ? attribute(name + "-opacity", color.opacity()) : "");
    }

    private static String points(List<Point> points) {
        return points.stream()
                .map(point -> number(point.x()) + "," + number(point.y()))
                .collect(Collectors.joining(" "));
    }

    private static String attribute(String name, double value) {
        return " " + name + "=\"" + number(value) + "\"";
    }

    private static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    // XML 1.0, production 2: a document can't hold the other characters, not even escaped.
    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c != 0xFFFE && c != 0xFFFF;
    }
}
