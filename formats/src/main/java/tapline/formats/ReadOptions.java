package tapline.formats;

import java.util.List;
import java.util.Objects;

/// How a signal is read.
///
/// @param columns the columns of a CSV file, or the channels of a WAV or `.npy` file, to read: each by its name
///     or by its number from 1; none at all for every one that holds numbers
/// @param csvHeader whether a CSV file begins with a row of names
public record ReadOptions(List<String> columns, CsvHeader csvHeader) {
    /// Every column, and a header if there is one.
    public static final ReadOptions DEFAULT = new ReadOptions(List.of(), CsvHeader.DETECT);

    public ReadOptions {
        columns = List.copyOf(columns);
        Objects.requireNonNull(csvHeader, "csvHeader");
    }

    /// These options with only these columns read, in this order: each a name or a number from 1.
    public ReadOptions columns(String... wanted) {
        return new ReadOptions(List.of(wanted), csvHeader);
    }

    /// These options with a header expected or not.
    public ReadOptions csvHeader(CsvHeader header) {
        return new ReadOptions(columns, header);
    }
}
