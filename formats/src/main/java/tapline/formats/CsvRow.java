package tapline.formats;

import java.util.List;
import org.apache.commons.csv.CSVRecord;

/// A row of a CSV file.
///
/// @param cells without the white space around them
/// @param line the number, from 1, of the line that it ends on
record CsvRow(CSVRecord cells, long line) {
    int size() {
        return cells.size();
    }

    /// The cell at this position, from 0.
    String cell(int position) {
        return cells.get(position);
    }

    boolean isNumber(int position) {
        return Decimal.isNumber(cell(position));
    }

    List<String> toList() {
        return cells.toList();
    }
}
