package tapline.formats;

import java.util.ArrayList;
import java.util.List;
import tapline.tensor.Tensor;

/// Collects the rows of a kernel as text, one for each output channel, all equally long.
final class KernelRows {
    private final String name;
    private final String rowWord;
    private final List<float[]> rows = new ArrayList<>();
    private long firstNumber;

    /// @param name what messages call the whole
    /// @param rowWord what they call a row
    KernelRows(String name, String rowWord) {
        this.name = name;
        this.rowWord = rowWord;
    }

    /// @param number the row's number in messages
    /// @param cells the taps, without white space around them
    void add(long number, List<String> cells) throws FormatException {
        String where = rowWord + " " + number;
        if (rows.isEmpty()) {
            firstNumber = number;
        } else if (cells.size() != rows.getFirst().length) {
            int width = rows.getFirst().length;
            throw new FormatException(
                    name,
                    where + ": expected " + width + (width == 1 ? " tap" : " taps") + " as in " + rowWord + " "
                            + firstNumber + ", but found " + cells.size());
        }
        float[] taps = new float[cells.size()];
        for (int i = 0; i < taps.length; i++) {
            try {
                taps[i] = Decimal.parseFloat(cells.get(i));
            } catch (NumberFormatException e) {
                throw new FormatException(
                        name, where + ", tap " + (i + 1) + ": expected a number, but " + CsvReader.found(cells.get(i)));
            }
        }
        rows.add(taps);
    }

    /// The taps as `[rows, 1, k]`.
    Tensor toTensor() {
        int width = rows.getFirst().length;
        float[] flat = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, flat, i * width, width);
        }
        return Tensor.wrap(flat, rows.size(), 1, width);
    }
}
