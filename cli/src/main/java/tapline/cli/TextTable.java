package tapline.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows of text in columns as wide as their widest cell.
public final class TextTable {
    private static final String GAP = "  ";

    private final int leftAligned;
    private final List<String[]> rows = new ArrayList<>();

    /// All columns are right-aligned.
    public TextTable() {
        this(0);
    }

    /// @param leftAligned how many of the first columns are left-aligned; the others are right-aligned
    public TextTable(int leftAligned) {
        this.leftAligned = leftAligned;
    }

    /// @param cells as many as every other row has
    public TextTable row(String... cells) {
        rows.add(cells);
        return this;
    }

    public void print(PrintWriter out) {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            Arrays.setAll(widths, column -> Math.max(widths[column], row[column].length()));
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                String padding = " ".repeat(widths[column] - row[column].length());
                line.append(column == 0 ? "" : GAP)
                        .append(column < leftAligned ? row[column] + padding : padding + row[column]);
            }
            out.println(line);
        }
    }
}
