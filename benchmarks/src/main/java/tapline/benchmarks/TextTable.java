package tapline.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows of text in columns as wide as their widest cell: the first ones, which are names, to the left, the others
/// to the right.
final class TextTable {
    private static final String GAP = "  ";

    private final int names;
    private final List<List<String>> rows = new ArrayList<>();

    /// @param names how many of the columns are names
    TextTable(int names) {
        this.names = names;
    }

    /// @param cells as many as every other row has
    TextTable row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    void print(PrintWriter out) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            Arrays.setAll(
                    widths, column -> Math.max(widths[column], row.get(column).length()));
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String blank = " ".repeat(widths[column] - cell.length());
                line.append(column == 0 ? "" : GAP).append(column < names ? cell + blank : blank + cell);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
