package tapline.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// Which columns of a CSV file are read as what; positions count from 0.
///
/// @param read those whose numbers are read, in this order
/// @param text those left out because they hold text
/// @param time the one that may be a time axis, or -1
/// @param chosen whether a caller asked for the columns
record CsvColumns(int[] read, int[] text, int time, boolean chosen) {
    private static final Set<String> TIME_NAMES = Set.of("seconds", "time", "t", "s");

    /// @param names the columns' names, empty where they have none
    /// @param row the first row of numbers, as long as the names
    /// @param wanted names or numbers of the columns to read; none for all that hold numbers
    static CsvColumns choose(Content content, List<String> names, CsvRow row, List<String> wanted)
            throws FormatException {
        int time = time(names);
        if (!wanted.isEmpty()) {
            int[] read = new ChannelSelection(content, "column", names).positions(wanted);
            return new CsvColumns(read, new int[0], time, true);
        }
        List<Integer> read = new ArrayList<>();
        List<Integer> text = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            // An empty cell is a number that is missing, not a text.
            (row.isNumber(i) || row.cell(i).isEmpty() ? read : text).add(i);
        }
        if (read.isEmpty()) {
            throw content.problemAtLine(
                    row.line(), "expected a number in at least one column, but found " + Excerpt.of(row.cell(0)));
        }
        return new CsvColumns(toArray(read), toArray(text), time, false);
    }

    /// Where the first column stands that is named as times are, or -1.
    static int time(List<String> names) {
        return IntStream.range(0, names.size())
                .filter(i -> TIME_NAMES.contains(names.get(i).toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(-1);
    }

    private static int[] toArray(List<Integer> positions) {
        return positions.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Where in [#read] the time axis stands that is to be no channel, or -1: it stays if it was asked for, and
    /// if there is nothing else.
    int timeToDrop() {
        return chosen || read.length == 1
                ? -1
                : IntStream.range(0, read.length)
                        .filter(i -> read[i] == time)
                        .findFirst()
                        .orElse(-1);
    }

    /// The columns that are read, without the one at `dropped` among them.
    int[] readWithout(int dropped) {
        return IntStream.range(0, read.length)
                .filter(i -> i != dropped)
                .map(i -> read[i])
                .toArray();
    }

    /// A column as messages call it: `column 2 ('millivolts')`.
    static String describe(int position, List<String> names) {
        String name = names.get(position);
        return "column " + (position + 1) + (name.isEmpty() ? "" : " (" + Excerpt.of(name) + ")");
    }
}
