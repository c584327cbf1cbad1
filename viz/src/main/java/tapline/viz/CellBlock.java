package tapline.viz;

import java.util.List;

/// A block of cells, rows by columns, with dots for what is left out. Immutable.
///
/// @param x of its left edge
/// @param y of its upper edge
/// @param columnStep from one cell to the next in a row
/// @param rowStep from one row to the next
record CellBlock(Elision rows, Elision columns, double x, double y, double columnStep, double rowStep) {
    private static final double GAP = 3;
    /// Room of the dots, in cells.
    private static final double ELLIPSIS_CELLS = 0.8;

    /// How the cell of a row and a column is painted.
    interface Paint {
        Style of(Elision.Slot row, Elision.Slot column);
    }

    /// The room that slots take, in cells.
    static double extent(Elision elision) {
        return elision.slots().stream().mapToDouble(CellBlock::extent).sum();
    }

    private static double extent(Elision.Slot slot) {
        return slot.gap() ? ELLIPSIS_CELLS : 1;
    }

    double width() {
        return Math.max(0, extent(columns) * columnStep - GAP);
    }

    double height() {
        return extent(rows) * rowStep - GAP;
    }

    /// The left edge of the slot that holds a position.
    double columnLeft(int position) {
        return x + before(columns, position) * columnStep;
    }

    /// The right edge of the slot that holds a position.
    double columnRight(int position) {
        return x + after(columns, position) * columnStep - GAP;
    }

    /// The upper edge of the slot that holds a row.
    double rowTop(int position) {
        return y + before(rows, position) * rowStep;
    }

    /// The lower edge of the slot that holds a row.
    double rowBottom(int position) {
        return y + after(rows, position) * rowStep - GAP;
    }

    private static double before(Elision elision, int position) {
        return elision.slots().stream()
                .filter(slot -> slot.last() < position)
                .mapToDouble(CellBlock::extent)
                .sum();
    }

    private static double after(Elision elision, int position) {
        return elision.slots().stream()
                .filter(slot -> slot.first() <= position)
                .mapToDouble(CellBlock::extent)
                .sum();
    }

    /// Cells, and dots in the rows and columns that stand for others.
    void draw(Canvas canvas, Paint paint) {
        List<Elision.Slot> shownColumns = columns.slots();
        for (Elision.Slot row : rows.slots()) {
            double top = rowTop(row.first());
            double height = extent(row) * rowStep - GAP;
            for (Elision.Slot column : shownColumns) {
                double left = columnLeft(column.first());
                double width = extent(column) * columnStep - GAP;
                if (!row.gap() && !column.gap()) {
                    canvas.box(left, top, width, height, paint.of(row, column));
                } else if (!row.gap()) {
                    canvas.dotsAcross(
                            left + width / 2, top + height / 2, canvas.theme().muted());
                }
            }
            if (row.gap()) {
                canvas.dotsDown(
                        x + width() / 2, top + height / 2, canvas.theme().muted());
            }
        }
    }

    /// The number of each row, before it.
    void drawRowNumbers(Canvas canvas) {
        for (int row : rows.positions()) {
            double center = rowTop(row) + (rowStep - GAP) / 2;
            canvas.text(Integer.toString(row), x - 2 * GAP, center, Mark.Anchor.END, canvas.small());
        }
    }

    /// The number of each column, at a height.
    void drawColumnNumbers(Canvas canvas, double centerY) {
        CellText texts = CellText.of(columns.positions(), columnStep, (column, digits) -> Integer.toString(column));
        TextStyle style = canvas.small().size(Math.min(canvas.small().size(), texts.size()));
        for (int column : columns.positions()) {
            double center = columnLeft(column) + (columnStep - GAP) / 2;
            canvas.text(texts.at(column), center, centerY, Mark.Anchor.MIDDLE, style);
        }
    }
}
