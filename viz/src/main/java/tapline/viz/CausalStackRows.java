package tapline.viz;

import java.util.List;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;

/// Lays the rows of a [CausalStackPicture] out, the output at the top.
final class CausalStackRows {
    /// The longest stretch of input that is drawn: more circles would be dots.
    private static final int MOST_COLUMNS = 64;
    private static final double MOST_COLUMN_STEP = 38;
    private static final double MOST_ROW_STEP = 76;
    private static final double LEAST_ROW_STEP = 44;
    /// Rows share about this height.
    private static final double ROWS_HEIGHT = 380;
    private static final double LABEL_WIDTH = 136;
    private static final double ELLIPSIS_WIDTH = 28;
    /// Radius of a circle, in steps from one column to the next.
    private static final double RADIUS_SHARE = 0.3;
    private static final double MOST_RADIUS = 10;
    /// A circle needs this radius for a 0 inside.
    private static final double RADIUS_FOR_TEXT = 7;
    private static final double LABEL_LINE = 15;
    private static final double BRACKET_DROP = 22;
    private static final double BRACKET_TICK = 6;

    private final Canvas canvas;
    private final Theme theme;
    private final ReceptiveField field;
    private final double firstTime;
    private final double lastTime;
    private final boolean elided;
    private final double left;
    private final double columnStep;
    private final double rowStep;
    private final double radius;

    CausalStackRows(Canvas canvas, List<ConvGeometry> layers, int length) {
        this.canvas = canvas;
        this.theme = canvas.theme();
        this.field = new ReceptiveField(layers, length, (long) length - MOST_COLUMNS);
        double earliest = Math.min(0, field.first());
        double latest = Math.max(length - 1, field.last());
        for (int row = 0; row < field.rows(); row++) {
            earliest = Math.min(earliest, field.time(row, 0));
            latest = Math.max(latest, field.time(row, field.length(row) - 1));
            if (!field.seen(row).isEmpty()) {
                latest = Math.max(latest, field.time(row, field.seen(row).last()));
            }
        }
        this.lastTime = latest;
        this.firstTime = Math.max(earliest, latest - MOST_COLUMNS + 1);
        this.elided = firstTime > earliest;
        this.left = Canvas.MARGIN + LABEL_WIDTH + (elided ? ELLIPSIS_WIDTH : 0);
        double room = Canvas.RIGHT - MOST_RADIUS - left;
        this.columnStep = Math.min(MOST_COLUMN_STEP, room / Math.max(1, lastTime - firstTime));
        this.rowStep = Math.clamp(ROWS_HEIGHT / layers.size(), LEAST_ROW_STEP, MOST_ROW_STEP);
        this.radius = Math.min(MOST_RADIUS, columnStep * RADIUS_SHARE);
    }

    /// Draws everything below the heading; returns where it ends.
    double draw(double top) {
        double inputY = top + 2 * MOST_RADIUS + layers() * rowStep;
        for (int row = 1; row < field.rows(); row++) {
            drawEdges(row, inputY, false);
        }
        for (int row = 1; row < field.rows(); row++) {
            drawEdges(row, inputY, true);
        }
        for (int row = 0; row < field.rows(); row++) {
            double y = y(row, inputY);
            drawRowLabel(row, y);
            drawNodes(row, y);
            if (elided) {
                canvas.dotsAcross(left - ELLIPSIS_WIDTH, y, theme.muted());
            }
        }
        double y = drawBracket(inputY + BRACKET_DROP) + Canvas.LINE * 1.5;
        drawLegend(y);
        return y;
    }

    private int layers() {
        return field.rows() - 1;
    }

    private void drawEdges(int row, double inputY, boolean highlighted) {
        for (int position = field.positionBefore(row, firstTime); position < field.length(row); position++) {
            boolean seen = field.isSeen(row, position);
            if (position < 0 || highlighted && !seen) {
                continue;
            }
            for (int tap = 0; tap < field.layer(row).kernelSize(); tap++) {
                int below = field.below(row, position, tap);
                if (highlighted || isShown(row - 1, below)) {
                    drawEdge(row, position, below, inputY, edgeStyle(row, below, highlighted));
                }
            }
        }
    }

    // The others would cover the rows of a long stack.
    private boolean isShown(int row, int position) {
        return !field.isPadding(row, position) && field.time(row, position) >= firstTime;
    }

    private Style edgeStyle(int row, int below, boolean highlighted) {
        if (!highlighted) {
            return Style.stroke(theme.grid(), radius < RADIUS_FOR_TEXT ? 0.7 : 1);
        }
        Style style = Style.stroke(theme.kernel(), radius < RADIUS_FOR_TEXT ? 1.2 : 1.8);
        return field.isPadding(row - 1, below) ? style.dashed() : style;
    }

    // An edge that comes from before the first column begins at that column.
    private void drawEdge(int row, int position, int below, double inputY, Style style) {
        double time = field.time(row, position);
        double timeBelow = field.time(row - 1, below);
        if (time < firstTime) {
            return;
        }
        double y = y(row, inputY);
        double yBelow = y(row - 1, inputY);
        if (timeBelow < firstTime) {
            double visible = (time - firstTime) / (time - timeBelow);
            yBelow = y + (yBelow - y) * visible;
            timeBelow = firstTime;
        }
        canvas.line(x(timeBelow), yBelow, x(time), y, style);
    }

    private void drawNodes(int row, double y) {
        for (int position : field.seen(row)) {
            if (field.isPadding(row, position) && field.time(row, position) >= firstTime) {
                drawPadding(row, x(field.time(row, position)), y);
            }
        }
        for (int position = Math.max(0, field.positionBefore(row, firstTime));
                position < field.length(row);
                position++) {
            if (field.time(row, position) >= firstTime) {
                canvas.circle(x(field.time(row, position)), y, radius, nodeStyle(row, field.isSeen(row, position)));
            }
        }
    }

    private Style nodeStyle(int row, boolean seen) {
        if (!seen) {
            return Style.fill(theme.surface()).outlined(theme.muted().opacity(0.6), 1);
        }
        return Style.fill(row == layers() ? theme.output() : theme.kernel());
    }

    private void drawPadding(int row, double x, double y) {
        Style style = Style.fill(theme.background()).outlined(theme.kernel(), 1.2);
        canvas.circle(x, y, radius, radius < RADIUS_FOR_TEXT ? style : style.dashed());
        if (radius >= RADIUS_FOR_TEXT && field.layer(row + 1).paddingMode() == PaddingMode.ZEROS) {
            canvas.text("0", x, y, Mark.Anchor.MIDDLE, canvas.small());
        }
    }

    private void drawRowLabel(int row, double y) {
        if (row == 0) {
            canvas.text("input", Canvas.MARGIN, y, Mark.Anchor.START, canvas.body());
            return;
        }
        ConvGeometry layer = field.layer(row);
        String name = row == layers() ? "output" : "hidden layer";
        String detail = "dilation = " + layer.dilation() + (layer.stride() > 1 ? ", stride = " + layer.stride() : "");
        canvas.text(name, Canvas.MARGIN, y - LABEL_LINE / 2, Mark.Anchor.START, canvas.body());
        detail = Canvas.fit(detail, canvas.small(), LABEL_WIDTH - MOST_RADIUS);
        canvas.text(detail, Canvas.MARGIN, y + LABEL_LINE / 2, Mark.Anchor.START, canvas.small());
    }

    private double drawBracket(double y) {
        boolean open = field.first() < firstTime;
        double from = x(Math.max(firstTime, field.first()));
        double to = x(field.last());
        Style style = Style.stroke(theme.kernel(), 1.6);
        double signalFrom = Math.min(to, Math.max(from, x(Math.max(firstTime, 0))));
        double signalTo = Math.max(signalFrom, Math.min(to, x(field.length(0) - 1)));
        if (signalFrom > from) {
            canvas.line(from, y, signalFrom, y, style.dashed());
        }
        canvas.line(signalFrom, y, signalTo, y, style);
        if (to > signalTo) {
            canvas.line(signalTo, y, to, y, style.dashed());
        }
        canvas.line(to, y - BRACKET_TICK, to, y, style);
        if (open) {
            canvas.dotsAcross(from - ELLIPSIS_WIDTH, y, theme.kernel());
        } else {
            canvas.line(from, y - BRACKET_TICK, from, y, style);
        }
        long size = field.last() - field.first() + 1;
        String text = "receptive field: " + size + (size == 1 ? " sample" : " samples")
                + (field.outside() > 0 ? ", " + field.outside() + " of them outside the signal" : "");
        TextStyle textStyle = canvas.body().bold();
        double half = textStyle.width(text) / 2;
        double center = Math.clamp((from + to) / 2, Canvas.MARGIN + half, Canvas.RIGHT - half);
        canvas.text(text, center, y + Canvas.LINE, Mark.Anchor.MIDDLE, textStyle);
        return y + Canvas.LINE;
    }

    private void drawLegend(double y) {
        double dot = Canvas.SWATCH / 2;
        double x = Canvas.MARGIN;
        canvas.circle(x + dot, y, dot, Style.fill(theme.output()));
        x = canvas.legendWords("last output", x, y);
        canvas.circle(x + dot, y, dot, Style.fill(theme.kernel()));
        x = canvas.legendWords("what it depends on", x, y);
        boolean padded = false;
        for (int row = 0; row < layers(); row++) {
            for (int position : field.seen(row)) {
                padded |= field.isPadding(row, position);
            }
        }
        if (padded) {
            Style style = Style.fill(theme.background()).outlined(theme.kernel(), 1.2);
            canvas.circle(x + dot, y, dot, style.dashed());
            canvas.legendWords("padding", x, y);
        }
    }

    private double x(double time) {
        return left + (time - firstTime) * columnStep;
    }

    private double y(int row, double inputY) {
        return inputY - row * rowStep;
    }
}
