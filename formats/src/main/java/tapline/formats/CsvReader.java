package tapline.formats;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import tapline.tensor.Tensor;

/// Reads a signal from columns of numbers. [Signals] says what is accepted.
final class CsvReader {
    private final Content content;
    private final ReadOptions options;

    CsvReader(Content content, ReadOptions options) {
        this.content = content;
        this.options = options;
    }

    SignalFile read() throws FormatException {
        CsvRows rows = new CsvRows(content);
        CsvRow first = rows.next();
        if (first == null) {
            throw content.problem("the file holds no rows, only blank lines or comments");
        }
        boolean header = isHeader(first, rows.peek());
        if (header && rows.peek() == null) {
            throw content.problemAtLine(
                    first.line(), "expected rows of numbers after this one, which has names or text");
        }
        List<String> names = header ? first.toList() : Collections.nCopies(first.size(), "");
        CsvRow row = header ? rows.next() : first;
        checkSize(row, first);
        CsvColumns columns = CsvColumns.choose(content, names, row, options.columns());

        SampleBuffer samples = new SampleBuffer();
        TimeAxis time = new TimeAxis();
        for (; row != null; row = rows.next()) {
            checkSize(row, first);
            for (int position : columns.read()) {
                samples.add(number(row, position, names));
            }
            for (int position : columns.text()) {
                checkText(row, position, names);
            }
            if (columns.time() >= 0) {
                time.add(row.cell(columns.time()));
            }
        }
        Signal signal = signal(samples, names, columns, time);
        return SignalFile.of(signal, rows.delimiter() == '\t' ? Format.TSV : Format.CSV);
    }

    private Signal signal(SampleBuffer samples, List<String> names, CsvColumns columns, TimeAxis time) {
        int dropped = time.isEven() ? columns.timeToDrop() : -1;
        int[] kept = columns.readWithout(dropped);
        Tensor tensor = samples.toChannels(columns.read().length, dropped);
        OptionalDouble rate = time.isEven() ? time.sampleRate() : OptionalDouble.empty();
        List<String> keptNames = names.isEmpty()
                ? List.of()
                : Arrays.stream(kept).mapToObj(names::get).toList();
        return new Signal(tensor, keptNames, rate);
    }

    private boolean isHeader(CsvRow first, CsvRow second) {
        if (options.csvHeader() != CsvHeader.DETECT) {
            return options.csvHeader() == CsvHeader.PRESENT;
        }
        boolean numbers = false;
        boolean text = false;
        boolean textBecomesNumber = false;
        for (int i = 0; i < first.size(); i++) {
            boolean number = first.isNumber(i);
            numbers |= number;
            text |= !number;
            textBecomesNumber |= !number && second != null && i < second.size() && second.isNumber(i);
        }
        return text && (!numbers || textBecomesNumber);
    }

    private void checkSize(CsvRow row, CsvRow first) throws FormatException {
        if (row.size() != first.size()) {
            throw content.problemAtLine(
                    row.line(),
                    "expected " + first.size() + (first.size() == 1 ? " cell" : " cells") + " as in line "
                            + first.line() + ", but found " + row.size());
        }
    }

    private float number(CsvRow row, int position, List<String> names) throws FormatException {
        String cell = row.cell(position);
        try {
            return Decimal.parseFloat(cell);
        } catch (NumberFormatException e) {
            throw content.problemAtLine(
                    row.line(), CsvColumns.describe(position, names) + ": expected a number, but " + found(cell));
        }
    }

    static String found(String cell) {
        if (cell.isEmpty()) {
            return "the cell is empty";
        }
        return "found " + Excerpt.of(cell) + (Decimal.isNumber(cell) ? ", which is beyond float32" : "");
    }

    private void checkText(CsvRow row, int position, List<String> names) throws FormatException {
        if (row.isNumber(position)) {
            throw content.problemAtLine(
                    row.line(),
                    CsvColumns.describe(position, names)
                            + ": expected text as in the rows before, but found the number "
                            + Excerpt.of(row.cell(position)) + "; say which columns to read");
        }
    }
}
