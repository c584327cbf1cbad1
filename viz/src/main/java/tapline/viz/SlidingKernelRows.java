package tapline.viz;

import java.util.List;
import tapline.shape.ConvGeometry;

/// Lays the cells of a [SlidingKernelPicture] out: a column for each position, a row for each step.
final class SlidingKernelRows {
    private static final double CELL_HEIGHT = 30;
    private static final double ROW_STEP = 36;
    private static final double MOST_CELL_WIDTH = 54;
    private static final double CELL_GAP = 4;
    private static final double CELL_INSET = 3;
    private static final double INDEX_HEIGHT = 18;
    private static final double LABEL_GAP = 14;
    private static final double ARROW_ROOM = 40;
    private static final double OUTPUT_WIDTH = 68;
    /// Width of an ellipsis, in cells.
    private static final double ELLIPSIS_CELLS = 0.8;
    private static final double SECTION_GAP = 14;

    private final Canvas canvas;
    private final Theme theme;
    private final SlidingKernelCells cells;
    private final ConvGeometry geometry;
    private final double left;
    private final double column;
    private final double right;
    private final CellText kernelTexts;
    private final CellText outputTexts;

    SlidingKernelRows(Canvas canvas, SlidingKernelCells cells) {
        this.canvas = canvas;
        this.theme = canvas.theme();
        this.cells = cells;
        this.geometry = cells.geometry();
        this.left = Canvas.MARGIN
                + Math.max(canvas.body().width("input"), canvas.body().width(stepName(cells.outputLength() - 1)))
                + LABEL_GAP;
        double room = Canvas.RIGHT - OUTPUT_WIDTH - ARROW_ROOM - left;
        this.column = Math.min(MOST_CELL_WIDTH, room / widthInCells());
        this.right = left + column * widthInCells();
        this.kernelTexts = cells.kernelTexts(textWidth());
        this.outputTexts = cells.outputTexts(OUTPUT_WIDTH - 2 * CELL_INSET);
    }

    /// Draws everything below the heading; returns where it ends.
    double draw(double top) {
        drawIndices(top + INDEX_HEIGHT / 2);
        double y = top + INDEX_HEIGHT;
        drawInput(y);
        y += CELL_HEIGHT + SECTION_GAP;
        for (Elision.Slot step : cells.steps()) {
            if (step.gap()) {
                drawRowsLeftOut(y);
            } else {
                drawStep(step.first(), y);
            }
            y += ROW_STEP;
        }
        y += Canvas.LINE;
        drawLegend(y);
        y += Canvas.LINE + SECTION_GAP;
        canvas.text(GeometryText.FORMULA, Canvas.MARGIN, y, Mark.Anchor.START, canvas.caption());
        y += Canvas.LINE;
        String numbers = GeometryText.outputLength(geometry, cells.length());
        canvas.text(numbers, Canvas.MARGIN, y, Mark.Anchor.START, canvas.body().bold());
        return y;
    }

    private void drawIndices(double center) {
        CellText texts = cells.indexTexts(column);
        TextStyle style = canvas.small().size(Math.min(canvas.small().size(), texts.size()));
        double x = left;
        for (Elision.Slot slot : cells.columns()) {
            if (!slot.gap()) {
                middle(texts.at(slot.first()), x, center, style);
            }
            x += width(slot);
        }
    }

    private void drawInput(double y) {
        double center = y + CELL_HEIGHT / 2;
        canvas.text("input", Canvas.MARGIN, center, Mark.Anchor.START, canvas.body());
        CellText texts = cells.inputTexts(textWidth());
        double x = left;
        for (Elision.Slot slot : cells.columns()) {
            double width = width(slot) - CELL_GAP;
            if (slot.gap()) {
                canvas.dotsAcross(x + width / 2, center, theme.muted());
            } else if (cells.isPadding(slot.first())) {
                canvas.paddingCell(x, y, width, CELL_HEIGHT);
                TextStyle style = canvas.caption().size(texts.size());
                drawHalo(texts.at(slot.first()), x + width / 2, center, style);
                middle(texts.at(slot.first()), x, center, style);
            } else {
                boolean cropped = cells.isCropped(slot.first());
                Style style = Style.fill(theme.surface()).outlined(theme.grid(), 1);
                canvas.box(x, y, width, CELL_HEIGHT, cropped ? style.dashed() : style);
                TextStyle text = cropped ? canvas.caption() : canvas.body();
                middle(texts.at(slot.first()), x, center, text.size(texts.size()));
            }
            x += width(slot);
        }
        canvas.text("output", Canvas.RIGHT - OUTPUT_WIDTH / 2 - indent(), center, Mark.Anchor.MIDDLE, canvas.body());
    }

    // Keeps the hatching from running through the text.
    private void drawHalo(String text, double centerX, double center, TextStyle style) {
        double width = style.width(text) + 2 * CELL_INSET;
        double height = style.size() + CELL_INSET;
        canvas.box(centerX - width / 2, center - height / 2, width, height, Style.fill(theme.background()));
    }

    private void drawStep(int step, double y) {
        double center = y + CELL_HEIGHT / 2;
        canvas.text(stepName(step), Canvas.MARGIN, center, Mark.Anchor.START, canvas.caption());
        drawWindow(step, y);
        double x = left;
        for (Elision.Slot slot : cells.columns()) {
            double width = width(slot) - CELL_GAP;
            if (slot.gap()) {
                boolean inside = slot.overlaps(geometry.windowStart(step), cells.windowEnd(step));
                canvas.dotsAcross(x + width / 2, center, inside ? theme.kernel() : theme.grid());
            } else if (cells.isTap(step, slot.first())) {
                canvas.box(x, y, width, CELL_HEIGHT, Style.fill(theme.kernel()));
                TextStyle style = canvas.body().size(kernelTexts.size()).color(theme.textOn(theme.kernel()));
                middle(kernelTexts.at(cells.tap(step, slot.first())), x, center, style);
            } else {
                canvas.box(x, y, width, CELL_HEIGHT, Style.stroke(theme.grid(), 1));
            }
            x += width(slot);
        }
        drawOutput(step, y);
    }

    // The span of the kernel, so that its taps stay together where dilation parts them.
    private void drawWindow(int step, double y) {
        List<Elision.Slot> columns = cells.columns();
        double from = Double.NaN;
        double to = 0;
        double x = left;
        for (Elision.Slot slot : columns) {
            if (slot.overlaps(geometry.windowStart(step), cells.windowEnd(step))) {
                from = Double.isNaN(from) ? x : from;
                to = x + width(slot) - CELL_GAP;
            }
            x += width(slot);
        }
        canvas.box(from, y, to - from, CELL_HEIGHT, Style.fill(theme.tint(theme.kernel())));
    }

    private void drawOutput(int step, double y) {
        double center = y + CELL_HEIGHT / 2;
        double x = Canvas.RIGHT - OUTPUT_WIDTH - indent();
        canvas.arrowRight(right + CELL_GAP, x - 2 * CELL_GAP, center, theme.muted());
        Style style = Style.fill(theme.tint(theme.output())).outlined(theme.output(), 1.4);
        canvas.box(x, y, OUTPUT_WIDTH, CELL_HEIGHT, style);
        TextStyle text = canvas.body().size(outputTexts.size()).bold();
        canvas.text(
                Canvas.fit(outputTexts.at(step), text, OUTPUT_WIDTH - CELL_INSET),
                x + OUTPUT_WIDTH / 2,
                center,
                Mark.Anchor.MIDDLE,
                text);
    }

    private void drawRowsLeftOut(double y) {
        double center = y + CELL_HEIGHT / 2;
        double middle = (left + right - CELL_GAP) / 2;
        canvas.dotsDown(middle, center, theme.muted());
        canvas.dotsDown(Canvas.RIGHT - OUTPUT_WIDTH / 2 - indent(), center, theme.muted());
    }

    private void drawLegend(double center) {
        double x = Canvas.MARGIN;
        x = canvas.legend("tap of the kernel, with its weight", x, center, Style.fill(theme.kernel()));
        if (geometry.dilation() > 1 && geometry.kernelSize() > 1) {
            Style tint = Style.fill(theme.tint(theme.kernel())).outlined(theme.grid(), 1);
            x = canvas.legend("skipped by dilation", x, center, tint);
        }
        if (GeometryText.isPadded(geometry)) {
            canvas.paddingLegend("padding (" + geometry.paddingMode() + ")", x, center);
        }
    }

    // Few columns don't fill the page: the output stays beside them.
    private double indent() {
        return Canvas.RIGHT - OUTPUT_WIDTH - ARROW_ROOM - right;
    }

    private double textWidth() {
        return column - CELL_GAP - 2 * CELL_INSET;
    }

    private void middle(String text, double cellLeft, double center, TextStyle style) {
        canvas.text(text, cellLeft + (column - CELL_GAP) / 2, center, Mark.Anchor.MIDDLE, style);
    }

    private double width(Elision.Slot slot) {
        return slot.gap() ? column * ELLIPSIS_CELLS : column;
    }

    private double widthInCells() {
        return cells.columns().stream()
                .mapToDouble(slot -> slot.gap() ? ELLIPSIS_CELLS : 1)
                .sum();
    }

    private static String stepName(int step) {
        return "step " + step;
    }
}
