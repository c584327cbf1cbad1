package tapline.tensor;

import tapline.shape.Shape;

/// Prints tensors as NumPy does with its default options: 8 digits, 75 columns, and above 1000 elements only 3
/// at each edge. Immutable.
///
/// @param separator what stands between two elements of a row
/// @param indent columns that are taken before the first bracket
/// @param suffix columns that are wanted behind the last bracket
record NumpyPrinter(String separator, int indent, int suffix) {
    private static final int LINE_WIDTH = 75;
    private static final int THRESHOLD = 1000;
    private static final int EDGE_ITEMS = 3;
    private static final String REPR_PREFIX = "array(";

    /// As `str(array)`: `[0. 1. 2.]`; for rank 0 as Python prints a number: `3.0`.
    static String str(Tensor tensor) {
        if (tensor.shape().rank() == 0) {
            return NumpyNumberFormat.scalar(tensor.element(0), tensor.dtype());
        }
        return new NumpyPrinter(" ", 0, 0).elements(tensor);
    }

    /// As `repr(array)`: `array([0., 1., 2.], dtype=float32)`.
    static String repr(Tensor tensor) {
        Shape shape = tensor.shape();
        boolean empty = shape.elements() == 0;
        String shapeNote = empty && shape.rank() != 1 ? ", shape=" + shape.toTuple() : "";
        String text = REPR_PREFIX + new NumpyPrinter(", ", REPR_PREFIX.length(), 1).elements(tensor) + shapeNote;
        // float64 is what NumPy would make of the numbers, so it goes without saying; of no numbers it makes nothing.
        if (tensor.dtype() == DType.FLOAT64 && !empty) {
            return text + ")";
        }
        String dtype = "dtype=" + tensor.dtype().numpyName() + ")";
        int lastLine = text.length() + 1 - (text.lastIndexOf('\n') + 1);
        boolean fits = lastLine + 1 + dtype.length() <= LINE_WIDTH;
        return text + "," + (fits ? " " : "\n" + " ".repeat(REPR_PREFIX.length())) + dtype;
    }

    private String elements(Tensor tensor) {
        if (tensor.shape().elements() == 0) {
            return "[]";
        }
        boolean summarize = tensor.shape().elements() > THRESHOLD;
        ShownElements shown = new ShownElements(tensor.shape(), summarize ? EDGE_ITEMS : Integer.MAX_VALUE);
        NumpyNumberFormat format = NumpyNumberFormat.of(tensor, shown);
        StringBuilder text = new StringBuilder();
        if (tensor.shape().rank() == 0) {
            return format.format(tensor.element(0));
        }
        write(tensor, shown, format, 0, 0, text);
        return text.toString();
    }

    private void write(
            Tensor tensor, ShownElements shown, NumpyNumberFormat format, int dim, int offset, StringBuilder text) {
        Shape shape = tensor.shape();
        int left = shape.rank() - dim;
        text.append('[');
        if (left == 1) {
            text.append(row(tensor, shown, format, offset));
        } else {
            String lineBreak = separator.strip() + "\n".repeat(left - 1) + " ".repeat(indent + dim + 1);
            for (int index = 0; index < shape.size(dim); index++) {
                text.append(index == 0 ? "" : lineBreak);
                if (shown.gapAt(dim, index)) {
                    text.append("...");
                    index = shown.lastOfGap(dim);
                } else {
                    write(tensor, shown, format, dim + 1, offset + index * shape.stride(dim), text);
                }
            }
        }
        text.append(']');
    }

    private String row(Tensor tensor, ShownElements shown, NumpyNumberFormat format, int offset) {
        int dim = tensor.shape().rank() - 1;
        // Every bracket that will close behind this row has its column reserved, and so has the comma.
        int limit = LINE_WIDTH - suffix - dim - 1;
        String margin = " ".repeat(indent + dim + 1);
        StringBuilder done = new StringBuilder();
        StringBuilder line = new StringBuilder(margin);
        for (int index = 0; index < tensor.shape().size(dim); index++) {
            line.append(index == 0 ? "" : separator);
            boolean gap = shown.gapAt(dim, index);
            String word = gap ? "..." : format.format(tensor.element(offset + index));
            // A line that holds nothing yet would not get shorter by a break.
            if (line.length() + word.length() > limit && line.length() > margin.length()) {
                done.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(margin);
            }
            line.append(word);
            index = gap ? shown.lastOfGap(dim) : index;
        }
        return done.append(line).substring(margin.length());
    }
}
