package tapline.viz;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Lays the panels of a [SignalPlot] out over their common x axis.
final class SignalPanels {
    private static final double SINGLE_HEIGHT = 300;
    private static final double STACKED_HEIGHT = 130;
    private static final double PANEL_GAP = 18;
    private static final double TICK_GAP = 8;
    private static final double AXIS_HEIGHT = 20;
    private static final double PIXELS_PER_X_TICK = 80;
    private static final double PIXELS_PER_Y_TICK = 26;
    private static final double MOST_LABEL_WIDTH = 110;
    /// Room above and below the signal, relative to its range.
    private static final double HEADROOM = 0.06;
    private static final double LINE_WIDTH = 1.4;
    private static final double DOT_RADIUS = 2;
    private static final double LEGEND_LINE = 18;
    private static final double LEGEND_GAP = 18;

    private final Canvas canvas;
    private final Theme theme;
    private final List<SignalPanel> panels;
    private final String xLabel;
    private final double height;
    private final double left;
    private final Axis x;

    SignalPanels(Canvas canvas, List<SignalPanel> panels, String xLabel) {
        this.canvas = canvas;
        this.theme = canvas.theme();
        this.panels = panels;
        this.xLabel = xLabel;
        this.height = panels.size() == 1 ? SINGLE_HEIGHT : STACKED_HEIGHT;
        double widest = panels.stream().mapToDouble(this::widestLabel).max().orElse(0);
        this.left = Canvas.MARGIN + Math.min(MOST_LABEL_WIDTH, widest) + TICK_GAP;
        double start = bound(Series::start, false);
        double end = bound(Series::end, true);
        this.x = Axis.of(start, end, left, Canvas.RIGHT, (int) ((Canvas.RIGHT - left) / PIXELS_PER_X_TICK));
    }

    // Series without samples don't widen the axis.
    private double bound(ToDoubleFunction<Series> of, boolean greatest) {
        var bounds = panels.stream()
                .flatMap(panel -> panel.series().stream())
                .filter(series -> series.samples().length > 0)
                .mapToDouble(of)
                .summaryStatistics();
        if (bounds.getCount() == 0) {
            return greatest ? 1 : 0;
        }
        return greatest ? bounds.getMax() : bounds.getMin();
    }

    /// Draws everything below the heading; returns where it ends.
    double draw(double top) {
        double y = top;
        for (SignalPanel panel : panels) {
            y = drawPanelHeading(panel, y);
            drawPanel(panel, y);
            y += height + PANEL_GAP;
        }
        y += AXIS_HEIGHT / 2 - PANEL_GAP;
        TextStyle small = canvas.small();
        for (double tick : x.ticks()) {
            canvas.text(x.label(tick), inside(x.pixel(tick), x.label(tick)), y, Mark.Anchor.MIDDLE, small);
        }
        y += AXIS_HEIGHT;
        String label = Canvas.fit(xLabel, canvas.caption(), Canvas.RIGHT - left);
        canvas.text(label, (left + Canvas.RIGHT) / 2, y, Mark.Anchor.MIDDLE, canvas.caption());
        return y;
    }

    // A label at the end of the axis stays on the page.
    private double inside(double pixel, String label) {
        return Math.min(pixel, Canvas.WIDTH - canvas.small().width(label) / 2 - 2);
    }

    private double drawPanelHeading(SignalPanel panel, double top) {
        String unit = panel.unit().isEmpty() ? "" : "[" + panel.unit() + "]";
        String heading = (panel.title() + " " + unit).strip();
        double y = top;
        if (!heading.isEmpty()) {
            TextStyle style = canvas.body().bold();
            canvas.text(Canvas.fit(heading, style, Canvas.RIGHT - left), left, y, Mark.Anchor.START, style);
            y += LEGEND_LINE;
        }
        return (panel.series().size() > 1 ? drawLegend(panel.series(), y) + LEGEND_LINE : y) - LEGEND_LINE / 4;
    }

    private double drawLegend(List<Series> series, double top) {
        double at = left;
        double y = top;
        for (int i = 0; i < series.size(); i++) {
            double room = Canvas.RIGHT - left - 2 * Canvas.SWATCH;
            String name = Canvas.fit(series.get(i).name(), canvas.caption(), room);
            double width = 2 * Canvas.SWATCH + canvas.caption().width(name);
            if (at > left && at + width > Canvas.RIGHT) {
                at = left;
                y += LEGEND_LINE;
            }
            canvas.line(at, y, at + 1.5 * Canvas.SWATCH, y, style(i, 2 * LINE_WIDTH));
            canvas.text(name, at + 2 * Canvas.SWATCH, y, Mark.Anchor.START, canvas.caption());
            at += width + LEGEND_GAP;
        }
        return y;
    }

    private void drawPanel(SignalPanel panel, double top) {
        Axis y = yAxis(panel, top + height, top);
        Style grid = Style.stroke(theme.grid(), 1);
        for (double tick : x.ticks()) {
            canvas.line(x.pixel(tick), top, x.pixel(tick), top + height, grid);
        }
        for (double tick : y.ticks()) {
            canvas.line(left, y.pixel(tick), Canvas.RIGHT, y.pixel(tick), grid);
            String label = Canvas.fit(y.label(tick), canvas.small(), MOST_LABEL_WIDTH);
            canvas.text(label, left - TICK_GAP, y.pixel(tick), Mark.Anchor.END, canvas.small());
        }
        canvas.line(left, top, left, top + height, Style.stroke(theme.muted(), 1));
        canvas.line(left, top + height, Canvas.RIGHT, top + height, Style.stroke(theme.muted(), 1));
        boolean empty = true;
        for (int i = 0; i < panel.series().size(); i++) {
            empty &= !drawSeries(Decimation.lines(panel.series().get(i), x, y), style(i, LINE_WIDTH));
        }
        if (empty) {
            drawEmpty(top + height / 2);
        }
    }

    private void drawEmpty(double centerY) {
        String words = "no samples";
        double centerX = (left + Canvas.RIGHT) / 2;
        double width = canvas.caption().width(words) + 2 * TICK_GAP;
        canvas.box(centerX - width / 2, centerY - Canvas.LINE / 2, width, Canvas.LINE, Style.fill(theme.background()));
        canvas.text(words, centerX, centerY, Mark.Anchor.MIDDLE, canvas.caption());
    }

    private boolean drawSeries(List<List<Point>> lines, Style style) {
        for (List<Point> line : lines) {
            if (line.size() == 1) {
                Point point = line.getFirst();
                canvas.circle(point.x(), point.y(), DOT_RADIUS, Style.fill(style.stroke()));
            } else {
                canvas.polyline(line, style);
            }
        }
        return !lines.isEmpty();
    }

    // When the colors are used up they come again, dashed.
    private Style style(int series, double width) {
        Style style = Style.stroke(theme.category(series), width);
        return series / theme.categories().size() % 2 == 0 ? style : style.dashed();
    }

    private double widestLabel(SignalPanel panel) {
        Axis axis = yAxis(panel, height, 0);
        return axis.ticks().stream()
                .mapToDouble(tick -> canvas.small().width(axis.label(tick)))
                .max()
                .orElse(0);
    }

    private Axis yAxis(SignalPanel panel, double bottom, double top) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Series series : Stream.concat(panel.series().stream(), panel.compared().stream())
                .toList()) {
            for (float sample : series.samples()) {
                if (Float.isFinite(sample)) {
                    low = Math.min(low, sample);
                    high = Math.max(high, sample);
                }
            }
        }
        if (low > high) {
            return Axis.of(0, 1, bottom, top, (int) (height / PIXELS_PER_Y_TICK));
        }
        double headroom = (high - low) * HEADROOM;
        return Axis.of(low - headroom, high + headroom, bottom, top, (int) (height / PIXELS_PER_Y_TICK));
    }
}
