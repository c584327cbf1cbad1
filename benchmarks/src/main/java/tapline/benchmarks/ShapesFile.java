package tapline.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads tables of shapes: CSV with a header that names the columns of [ConvShape].
final class ShapesFile {
    private static final String DEFAULT = "shapes.csv";
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setIgnoreEmptyLines(true)
            .get();

    private ShapesFile() {}

    /// The shapes that come with the benchmarks.
    static List<ConvShape> readDefault() {
        try (InputStream in = ShapesFile.class.getResourceAsStream(DEFAULT);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return read(reader, DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalArgumentException if a column is missing, a number is none, or the sizes do not go together
    static List<ConvShape> read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return read(reader, file.toString());
        }
    }

    private static List<ConvShape> read(Reader reader, String name) throws IOException {
        try (CSVParser parser = FORMAT.parse(reader)) {
            return parser.stream().map(row -> shape(row, name)).toList();
        }
    }

    private static ConvShape shape(CSVRecord row, String name) {
        try {
            ConvShape shape = new ConvShape(
                    row.get("id"),
                    row.get("source"),
                    positive(row, "batch"),
                    positive(row, "in_channels"),
                    positive(row, "out_channels"),
                    positive(row, "kernel"),
                    positive(row, "stride"),
                    Integer.parseInt(row.get("padding")),
                    positive(row, "dilation"),
                    positive(row, "groups"),
                    positive(row, "length"),
                    row.get("class"));
            if (shape.inChannels() % shape.groups() != 0 || shape.outChannels() % shape.groups() != 0) {
                throw new IllegalArgumentException(
                        "expected channels that the " + shape.groups() + " groups can share");
            }
            shape.outputElements();
            return shape;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    name + ", row " + row.getRecordNumber() + " below the header: " + e.getMessage(), e);
        }
    }

    private static int positive(CSVRecord row, String column) {
        int value = Integer.parseInt(row.get(column));
        if (value < 1) {
            throw new IllegalArgumentException("expected " + column + " to be at least 1, but got " + value);
        }
        return value;
    }
}
