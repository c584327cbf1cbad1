package tapline.viz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tapline.shape.ConvGeometry;

/// Lays the three blocks of a [ShapesPicture] out, one above the other, with their dimensions on the left.
///
/// The output cell that is explained lies in channel 0, so its filter is the first and its group too.
final class ShapesBlocks {
    private static final int MOST_POSITIONS = 14;
    private static final int MOST_CHANNELS = 6;
    private static final int MOST_FILTERS = 4;
    private static final int MOST_TAPS = 5;
    private static final double CAPTION_WIDTH = 170;
    private static final double NUMBER_WIDTH = 36;
    private static final double MOST_CELL_STEP = 40;
    private static final double ROW_STEP = 25;
    private static final double TAP_STEP = 23;
    private static final double FILTER_ROW_STEP = 21;
    private static final double FILTER_GAP = 18;
    private static final double NUMBER_HEIGHT = 18;
    private static final double LINE = 17;
    private static final double SECTION_GAP = 44;
    private static final double CARD_STEP = 6;
    private static final int MOST_CARDS = 3;
    private static final double FUNNEL = 0.14;
    private static final double LEFT = Canvas.MARGIN + CAPTION_WIDTH + NUMBER_WIDTH;
    private static final double ROOM = Canvas.RIGHT - (MOST_CARDS - 1) * CARD_STEP - LEFT;

    private final Canvas canvas;
    private final Theme theme;
    private final ConvGeometry geometry;
    private final int batch;
    private final int length;
    private final int outputs;
    /// The output position that is explained: the first whose window lies in the signal, if there is one.
    private final int explained;

    ShapesBlocks(Canvas canvas, ConvGeometry geometry, int batch, int length) {
        this.canvas = canvas;
        this.theme = canvas.theme();
        this.geometry = geometry;
        this.batch = batch;
        this.length = length;
        this.outputs = geometry.outputLength(length);
        this.explained = Math.clamp(Math.ceilDiv(Math.max(0, geometry.padLeft()), geometry.stride()), 0, outputs - 1);
    }

    /// Draws everything below the heading; returns where it ends.
    double draw(double top) {
        CellBlock input = block(
                channels(geometry.inChannels(), geometry.groupInChannels() - 1),
                Elision.of(0, length, MOST_POSITIONS, IntStream.of(firstTap(), lastTap(), firstTap() + 1)),
                top + NUMBER_HEIGHT);
        double filterTop = below(input, NUMBER_HEIGHT, 4) + SECTION_GAP + NUMBER_HEIGHT;
        List<CellBlock> filters = filters(filterTop);
        CellBlock output = block(
                channels(geometry.outChannels(), 0),
                Elision.of(0, outputs, MOST_POSITIONS, IntStream.of(explained, explained + 1)),
                below(filters.getFirst(), NUMBER_HEIGHT, geometry.groups() > 1 ? 5 : 4) + SECTION_GAP);
        drawFunnels(input, filters.getFirst(), output);
        drawInput(input);
        drawFilters(filters);
        drawOutput(output);
        double outputBottom = Math.max(below(output, 0, 4), numbersBelow(output) + NUMBER_HEIGHT / 2);
        return drawNotes(outputBottom + Canvas.LINE * 1.5);
    }

    private int firstTap() {
        int start = geometry.windowStart(explained);
        return start >= 0 ? start : start + Math.ceilDiv(-start, geometry.dilation()) * geometry.dilation();
    }

    private int lastTap() {
        int start = geometry.windowStart(explained);
        int end = Math.min(length - 1, start + geometry.receptiveField() - 1);
        return start + Math.floorDiv(end - start, geometry.dilation()) * geometry.dilation();
    }

    private boolean isTap(int position) {
        return position >= firstTap() && position <= lastTap() && (position - firstTap()) % geometry.dilation() == 0;
    }

    private static Elision channels(int count, int wanted) {
        return Elision.of(0, count, MOST_CHANNELS, IntStream.of(wanted, 1));
    }

    private static CellBlock block(Elision rows, Elision columns, double y) {
        double step = Math.min(MOST_CELL_STEP, ROOM / Math.max(1, CellBlock.extent(columns)));
        return new CellBlock(rows, columns, LEFT, y, step, ROW_STEP);
    }

    private List<CellBlock> filters(double y) {
        Elision rows = Elision.of(0, geometry.groupInChannels(), MOST_CHANNELS, IntStream.empty());
        Elision taps = Elision.of(0, geometry.kernelSize(), MOST_TAPS, IntStream.empty());
        List<CellBlock> filters = new ArrayList<>();
        double x = LEFT;
        for (Elision.Slot slot : shownFilters().slots()) {
            CellBlock filter = new CellBlock(rows, taps, x, y, TAP_STEP, FILTER_ROW_STEP);
            filters.add(filter);
            x += (slot.gap() ? TAP_STEP : filter.width()) + FILTER_GAP;
        }
        return filters;
    }

    private Elision shownFilters() {
        return Elision.of(0, geometry.outChannels(), MOST_FILTERS, IntStream.empty());
    }

    // Where a block and the lines beside it end.
    private static double below(CellBlock block, double captionRise, int lines) {
        return Math.max(block.y() + block.height(), block.y() - captionRise + lines * LINE);
    }

    private void drawFunnels(CellBlock input, CellBlock filter, CellBlock output) {
        Style blue = Style.fill(theme.kernel().opacity(FUNNEL));
        if (firstTap() <= lastTap()) {
            double bottom = input.rowBottom(geometry.groupInChannels() - 1);
            double filterTop = filter.y() - NUMBER_HEIGHT;
            canvas.polygon(
                    blue,
                    new Point(input.columnLeft(firstTap()), bottom),
                    new Point(input.columnRight(lastTap()), bottom),
                    new Point(filter.x() + filter.width(), filterTop),
                    new Point(filter.x(), filterTop));
        }
        double filterBottom = filter.y() + filter.height();
        double left = output.columnLeft(explained);
        double right = output.columnRight(explained);
        canvas.polygon(
                Style.fill(theme.output().opacity(FUNNEL)),
                new Point(filter.x(), filterBottom),
                new Point(filter.x() + filter.width(), filterBottom),
                new Point(right, output.y()),
                new Point(left, output.y()));
        canvas.arrowHeadDown((left + right) / 2, output.y() - 2, theme.output());
    }

    private void drawInput(CellBlock block) {
        drawCaption(
                block.y() - NUMBER_HEIGHT,
                "input",
                GeometryText.shape(batch, geometry.inChannels(), length),
                "batch = " + batch,
                "in_channels = " + geometry.inChannels(),
                "length = " + length);
        drawCards(block);
        int groupEnd = geometry.groupInChannels();
        block.draw(
                canvas,
                (row, column) -> row.first() < groupEnd && isTap(column.first())
                        ? Style.fill(theme.tint(theme.kernel())).outlined(theme.kernel(), 1.6)
                        : plain());
        block.drawRowNumbers(canvas);
        block.drawColumnNumbers(canvas, block.y() - NUMBER_HEIGHT / 2);
    }

    // The other items of the batch lie behind the first.
    private void drawCards(CellBlock block) {
        for (int card = Math.min(batch, MOST_CARDS) - 1; card > 0; card--) {
            double shift = card * CARD_STEP;
            double right = block.x() + block.width() + shift;
            double bottom = block.y() + block.height() + shift;
            Style style = Style.stroke(theme.muted().opacity(0.7), 1);
            canvas.polyline(
                    List.of(
                            new Point(right, block.y() + shift),
                            new Point(right, bottom),
                            new Point(block.x() + shift, bottom)),
                    style);
        }
    }

    private void drawFilters(List<CellBlock> filters) {
        CellBlock first = filters.getFirst();
        String groups = geometry.groups() > 1 ? "groups = " + geometry.groups() : "";
        drawCaption(
                first.y() - NUMBER_HEIGHT,
                "weight",
                GeometryText.shape(geometry.outChannels(), geometry.groupInChannels(), geometry.kernelSize()),
                "out_channels = " + geometry.outChannels(),
                (geometry.groups() > 1 ? "in_channels / groups = " : "in_channels = ") + geometry.groupInChannels(),
                "kernel_size = " + geometry.kernelSize(),
                groups);
        List<Elision.Slot> slots = shownFilters().slots();
        for (int i = 0; i < slots.size(); i++) {
            CellBlock filter = filters.get(i);
            Elision.Slot slot = slots.get(i);
            double center = filter.x() + filter.width() / 2;
            if (slot.gap()) {
                canvas.dotsAcross(filter.x() + TAP_STEP / 2, filter.y() + filter.height() / 2, theme.muted());
            } else {
                boolean used = slot.first() == 0;
                filter.draw(canvas, (row, column) -> used ? Style.fill(theme.kernel()) : plain());
                canvas.text(
                        "[" + slot.first() + "]",
                        center,
                        filter.y() - NUMBER_HEIGHT / 2,
                        Mark.Anchor.MIDDLE,
                        canvas.small());
            }
        }
        first.drawRowNumbers(canvas);
    }

    private void drawOutput(CellBlock block) {
        drawCaption(
                block.y(),
                "output",
                GeometryText.shape(batch, geometry.outChannels(), outputs),
                "batch = " + batch,
                "out_channels = " + geometry.outChannels(),
                "L_out = " + outputs);
        drawCards(block);
        block.draw(
                canvas,
                (row, column) ->
                        row.first() == 0 && column.first() == explained ? Style.fill(theme.output()) : plain());
        block.drawRowNumbers(canvas);
        block.drawColumnNumbers(canvas, numbersBelow(block));
    }

    // Under the block and the cards behind it.
    private double numbersBelow(CellBlock block) {
        double cards = (Math.min(batch, MOST_CARDS) - 1) * CARD_STEP;
        return block.y() + block.height() + cards + NUMBER_HEIGHT / 2;
    }

    private void drawCaption(double top, String name, String shape, String... lines) {
        double y = top + LINE / 2;
        TextStyle bold = canvas.body().bold();
        canvas.text(name, Canvas.MARGIN, y, Mark.Anchor.START, bold);
        double shapeX = Canvas.MARGIN + bold.width(name + " ");
        String fitted = Canvas.fit(shape, canvas.body(), Canvas.MARGIN + CAPTION_WIDTH - shapeX);
        canvas.text(fitted, shapeX, y, Mark.Anchor.START, canvas.body());
        for (String line : lines) {
            y += LINE;
            if (!line.isEmpty()) {
                canvas.text(line, Canvas.MARGIN, y, Mark.Anchor.START, canvas.small());
            }
        }
    }

    private double drawNotes(double y) {
        String products = "One output cell is the sum of " + geometry.groupInChannels() + " x " + geometry.kernelSize()
                + " = " + geometry.terms() + (geometry.terms() == 1 ? " product" : " products")
                + " (in_channels" + (geometry.groups() > 1 ? " / groups" : "") + " x kernel_size), plus its bias.";
        canvas.text(products, Canvas.MARGIN, y, Mark.Anchor.START, canvas.caption());
        y += Canvas.LINE;
        String formula = GeometryText.outputLength(geometry, length);
        canvas.text(formula, Canvas.MARGIN, y, Mark.Anchor.START, canvas.body().bold());
        return y;
    }

    private Style plain() {
        return Style.fill(theme.surface()).outlined(theme.grid(), 1);
    }
}
