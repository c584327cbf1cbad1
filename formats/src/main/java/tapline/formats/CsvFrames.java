package tapline.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A live signal in CSV: a frame each line, read when it is asked for and not before. Blank lines and comments are
/// skipped. A first line in which no cell is a number has the columns' names. Not thread-safe.
public final class CsvFrames {
    private final String name;
    private final BufferedReader in;
    private final CSVFormat format;
    private final char delimiter;
    private final boolean hasHeader;
    private final List<String> names;
    private final int time;
    private int[] positions = {};
    private long line;
    private CsvRow ahead;
    private String timeCell = "";

    /// Waits for the first line.
    ///
    /// @param in that delivers what has arrived, and waits only where that is nothing. *Kept*
    /// @param name what messages call it
    public CsvFrames(InputStream in, String name) throws IOException {
        this.name = name;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String first = firstLine();
        if (first.chars().anyMatch(CsvFrames::isNoText)) {
            throw problem("expected CSV or WAV, but this is no text");
        }
        byte[] bytes = first.getBytes(StandardCharsets.UTF_8);
        delimiter = CsvRows.delimiter(bytes, 0);
        format = CsvRows.format(delimiter);
        CsvRow row = row(first);
        hasHeader = row != null && IntStream.range(0, row.size()).noneMatch(row::isNumber);
        names = row == null ? List.of() : hasHeader ? row.toList() : Collections.nCopies(row.size(), "");
        time = CsvColumns.time(names);
        ahead = hasHeader ? null : row;
        choose(List.of());
    }

    /// The first line that is neither blank nor a comment; empty if there is none.
    private String firstLine() throws IOException {
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            line++;
            String plain = line == 1 && text.startsWith("\ufeff") ? text.substring(1) : text;
            if (!plain.isBlank() && !plain.startsWith("#")) {
                return plain;
            }
        }
        return "";
    }

    private static boolean isNoText(int character) {
        return character < ' ' && character != '\t';
    }

    /// Whether there was nothing at all.
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /// Whether the first line has names.
    public boolean hasHeader() {
        return hasHeader;
    }

    /// What stands between cells.
    public char delimiter() {
        return delimiter;
    }

    /// The name of the column of times, if there is one: it is no channel.
    public String timeName() {
        return time < 0 ? "" : names.get(time);
    }

    /// Says which columns are the channels of a frame.
    ///
    /// @param wanted names, or numbers from 1; none for all but the one of times
    /// @throws FormatException if there are no such columns
    public void choose(List<String> wanted) throws FormatException {
        positions = wanted.isEmpty()
                ? IntStream.range(0, names.size())
                        .filter(i -> i != time || names.size() == 1)
                        .toArray()
                : new ChannelSelection(new Content(name, new byte[0]), "column", names).positions(wanted);
    }

    /// The names of a frame's channels; empty where they have none.
    public List<String> channelNames() {
        return IntStream.of(positions).mapToObj(names::get).toList();
    }

    /// Reads a frame.
    ///
    /// @param frame `[channels]`. *Modified*
    /// @return whether there was one; not at the end
    /// @throws FormatException naming the line, if it has other columns, or something that is no finite number
    public boolean read(float[] frame) throws IOException {
        CsvRow row = ahead;
        ahead = null;
        while (row == null) {
            String text = in.readLine();
            if (text == null) {
                return false;
            }
            line++;
            row = row(text);
        }
        if (row.size() != names.size()) {
            throw problem("expected " + names.size() + (names.size() == 1 ? " cell" : " cells")
                    + " as in the first line, but found " + row.size());
        }
        for (int c = 0; c < positions.length; c++) {
            frame[c] = number(row.cell(positions[c]), positions[c]);
        }
        timeCell = time < 0 ? "" : row.cell(time);
        return true;
    }

    /// The time of the last frame, as it was written.
    public String time() {
        return timeCell;
    }

    /// The line of names that such a signal begins with, without its end.
    public static String header(List<String> names, char delimiter) {
        return CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get().format(names.toArray());
    }

    private float number(String cell, int position) throws FormatException {
        float value;
        try {
            value = Decimal.parseFloat(cell);
        } catch (NumberFormatException e) {
            throw notFinite(position, CsvReader.found(cell));
        }
        if (!Float.isFinite(value)) {
            throw notFinite(position, "found " + Excerpt.of(cell));
        }
        return value;
    }

    private FormatException notFinite(int position, String found) {
        return problem(CsvColumns.describe(position, names) + ": expected a finite number, but " + found);
    }

    /// The cells of a line, or null if it is blank or a comment.
    private CsvRow row(String text) throws IOException {
        try (CSVParser parser = CSVParser.parse(text, format)) {
            Iterator<CSVRecord> records = parser.iterator();
            CSVRecord cells = records.hasNext() ? records.next() : null;
            return cells == null || (cells.size() == 1 && cells.get(0).isBlank()) ? null : new CsvRow(cells, line);
        } catch (UncheckedIOException e) {
            throw problem("expected a quoted cell to end with a quote and a delimiter on its line, but it doesn't");
        }
    }

    private FormatException problem(String problem) {
        return new FormatException(name, "line " + line + ": " + problem);
    }
}
