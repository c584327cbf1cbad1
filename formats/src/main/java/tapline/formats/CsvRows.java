package tapline.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The rows of a CSV file (RFC 4180, with other delimiters and line ends), one after the other, with their line
/// numbers. Blank lines and comments are skipped.
final class CsvRows {
    private static final char COMMENT = '#';
    private static final int BYTE_ORDER_MARK = 3;

    private final Content content;
    private final char delimiter;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private CsvRow ahead;

    CsvRows(Content content) throws FormatException {
        this.content = content;
        int start = content.has(0, "\u00ef\u00bb\u00bf") ? BYTE_ORDER_MARK : 0;
        delimiter = delimiter(content.bytes(), start);
        try {
            parser = CSVParser.parse(
                    new InputStreamReader(
                            new ByteArrayInputStream(content.bytes(), start, content.length() - start),
                            StandardCharsets.UTF_8),
                    format(delimiter));
        } catch (IOException e) {
            throw content.problem("can't be read as CSV: " + e.getMessage());
        }
        records = parser.iterator();
        ahead = read();
    }

    static CSVFormat format(char delimiter) {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setCommentMarker(COMMENT)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
    }

    char delimiter() {
        return delimiter;
    }

    /// The next row, which stays the next one; null at the end.
    CsvRow peek() {
        return ahead;
    }

    /// The next row; null at the end.
    CsvRow next() throws FormatException {
        CsvRow row = ahead;
        if (row != null) {
            ahead = read();
        }
        return row;
    }

    private CsvRow read() throws FormatException {
        try {
            while (records.hasNext()) {
                CSVRecord cells = records.next();
                if (cells.size() > 1 || !cells.get(0).isBlank()) {
                    return new CsvRow(cells, parser.getCurrentLineNumber());
                }
            }
            return null;
        } catch (UncheckedIOException e) {
            // The parser stands where it noticed, which for a quote that is never closed is the end of the file.
            throw content.problem((ahead == null ? "in the first row" : "in the row after line " + ahead.line())
                    + ": expected a quoted cell to end with a quote and a delimiter, but it doesn't");
        }
    }

    /// A tab, a semicolon or a comma: the first of these that the first row has outside of quotes.
    static char delimiter(byte[] bytes, int start) {
        boolean semicolon = false;
        boolean quoted = false;
        boolean comment = false;
        boolean blank = true;
        for (int i = start; i < bytes.length; i++) {
            char c = (char) bytes[i];
            if ((c == '\n' || c == '\r') && !quoted) {
                if (!blank && !comment) {
                    break;
                }
                blank = true;
                comment = false;
            } else if (!comment) {
                comment = blank && c == COMMENT;
                blank &= c == ' ';
                quoted ^= c == '"';
                if (c == '\t' && !quoted) {
                    return '\t';
                }
                semicolon |= c == ';' && !quoted;
            }
        }
        return semicolon ? ';' : ',';
    }
}
