package tapline.viz;

import java.util.ArrayList;
import java.util.List;

/// Collects the marks of one drawing, with the margins, text sizes and small figures that all pictures share.
final class Canvas {
    static final int WIDTH = 800;
    static final double MARGIN = 32;
    static final double RIGHT = WIDTH - MARGIN;
    /// From one line of small text to the next.
    static final double LINE = 20;
    static final double CORNER = 4;
    static final double SWATCH = 14;

    private static final double TITLE_SIZE = 18;
    private static final double BODY_SIZE = 13;
    private static final double SMALL_SIZE = 11;
    private static final double DOT_RADIUS = 1.6;
    private static final double DOT_STEP = 6;
    private static final double HATCH_STEP = 6;
    private static final double ARROW = 6;

    private final Theme theme;
    private final List<Mark> marks = new ArrayList<>();

    Canvas(Theme theme) {
        this.theme = theme;
    }

    Theme theme() {
        return theme;
    }

    TextStyle body() {
        return new TextStyle(BODY_SIZE, Typeface.REGULAR, theme.foreground());
    }

    TextStyle caption() {
        return body().color(theme.muted());
    }

    TextStyle small() {
        return caption().size(SMALL_SIZE);
    }

    /// Title and subtitle; returns where the picture may begin.
    double heading(String title, String subtitle) {
        TextStyle style = body().size(TITLE_SIZE).bold();
        double center = MARGIN + TITLE_SIZE / 2;
        text(fit(title, style, RIGHT - MARGIN), MARGIN, center, Mark.Anchor.START, style);
        if (subtitle.isEmpty()) {
            return center + LINE + BODY_SIZE;
        }
        center += LINE + TITLE_SIZE / 4;
        text(fit(subtitle, caption(), RIGHT - MARGIN), MARGIN, center, Mark.Anchor.START, caption());
        return center + LINE + BODY_SIZE;
    }

    static String fit(String text, TextStyle style, double width) {
        return style.typeface().fit(text, style.size(), width);
    }

    /// Text whose capitals are centred on a height.
    void text(String text, double x, double centerY, Mark.Anchor anchor, TextStyle style) {
        double baseline = centerY + Typeface.CAP_HEIGHT / 2 * style.size();
        marks.add(new Mark.Label(new Point(x, baseline), text, anchor, style.size(), style.typeface(), style.color()));
    }

    void box(double x, double y, double width, double height, Style style) {
        marks.add(new Mark.Box(x, y, width, height, CORNER, style));
    }

    void line(double x1, double y1, double x2, double y2, Style style) {
        marks.add(new Mark.Line(new Point(x1, y1), new Point(x2, y2), style));
    }

    void polyline(List<Point> points, Style style) {
        marks.add(new Mark.Polyline(points, style));
    }

    void polygon(Style style, Point... points) {
        marks.add(new Mark.Polygon(List.of(points), style));
    }

    void circle(double x, double y, double radius, Style style) {
        marks.add(new Mark.Circle(new Point(x, y), radius, style));
    }

    /// Three dots that stand for what is left out of a row.
    void dotsAcross(double x, double y, Color color) {
        for (int i = -1; i <= 1; i++) {
            circle(x + i * DOT_STEP, y, DOT_RADIUS, Style.fill(color));
        }
    }

    /// Three dots that stand for rows left out.
    void dotsDown(double x, double y, Color color) {
        for (int i = -1; i <= 1; i++) {
            circle(x, y + i * DOT_STEP, DOT_RADIUS, Style.fill(color));
        }
    }

    /// A cell that padding adds: dashed and hatched.
    void paddingCell(double x, double y, double width, double height) {
        box(x, y, width, height, Style.fill(theme.background()));
        Style hatching = Style.stroke(theme.padding(), 1);
        // Each line runs where x + y is constant; the corners are round, so it keeps clear of the edge.
        for (double sum = HATCH_STEP; sum < width + height; sum += HATCH_STEP) {
            double from = Math.max(0, sum - height);
            double to = Math.min(width, sum);
            if (to - from > CORNER) {
                line(x + from + 1, y + sum - from - 1, x + to - 1, y + sum - to + 1, hatching);
            }
        }
        box(x, y, width, height, Style.stroke(theme.muted(), 1).dashed());
    }

    /// A line with a head at its end, from left to right.
    void arrowRight(double x1, double x2, double y, Color color) {
        line(x1, y, x2 - ARROW, y, Style.stroke(color, 1.4));
        polygon(
                Style.fill(color),
                new Point(x2, y),
                new Point(x2 - ARROW, y - ARROW / 2),
                new Point(x2 - ARROW, y + ARROW / 2));
    }

    /// The head of an arrow that points down to a place.
    void arrowHeadDown(double x, double y, Color color) {
        polygon(
                Style.fill(color),
                new Point(x, y),
                new Point(x - ARROW / 2, y - ARROW),
                new Point(x + ARROW / 2, y - ARROW));
    }

    /// A swatch that explains a color, with its words; returns where the next one begins.
    double legend(String words, double x, double centerY, Style style) {
        box(x, centerY - SWATCH / 2, SWATCH, SWATCH, style);
        return legendWords(words, x, centerY);
    }

    /// As [#legend], for the cells that padding adds.
    double paddingLegend(String words, double x, double centerY) {
        paddingCell(x, centerY - SWATCH / 2, SWATCH, SWATCH);
        return legendWords(words, x, centerY);
    }

    /// The words of a legend whose swatch, one [#SWATCH] wide, is drawn at `x`; returns where the next one
    /// begins.
    double legendWords(String words, double x, double centerY) {
        double start = x + SWATCH + SWATCH / 2;
        text(words, start, centerY, Mark.Anchor.START, caption());
        return start + caption().width(words) + 2 * SWATCH;
    }

    /// The finished drawing, `bottom` and a margin high.
    Drawing finish(double bottom, String title, String description) {
        int height = (int) Math.ceil(bottom + MARGIN);
        return new Drawing(WIDTH, height, theme.background(), title, description, marks);
    }
}
