package tapline.tensor;

import java.util.ArrayList;
import java.util.List;
import tapline.shape.Shape;

/// Prints tensors as PyTorch does. Immutable.
///
/// Numbers are laid out in two passes: [TorchNumberFormat] looks at all that will be shown and settles one
/// width, then the rows are written. Where there are more elements than the threshold only the edges count in
/// both.
record TensorPrinter(PrintOptions options) {
    private static final String PREFIX = "tensor(";

    String print(Tensor tensor) {
        Shape shape = tensor.shape();
        boolean empty = shape.elements() == 0;
        List<String> suffixes = new ArrayList<>();
        // A reader can't tell the shape of what shows no element; [0] alone is what `[]` looks like anyway.
        if (empty ? shape.rank() != 1 : options.edgeItems() == 0) {
            suffixes.add("size=" + shape.toTuple());
        }
        if (tensor.dtype() != DType.FLOAT32) {
            suffixes.add("dtype=" + tensor.dtype());
        }
        switch (tensor.history()) {
            case null -> {}
            case Leaf leaf -> suffixes.add("requires_grad=True");
            case Node node -> suffixes.add("grad_fn=<" + node.name() + ">");
        }
        return withSuffixes(PREFIX + (empty ? "[]" : elements(tensor)), suffixes);
    }

    private String elements(Tensor tensor) {
        boolean summarize = tensor.shape().elements() > options.threshold();
        ShownElements shown = new ShownElements(tensor.shape(), summarize ? options.edgeItems() : Integer.MAX_VALUE);
        TorchNumberFormat format = TorchNumberFormat.of(tensor, shown, options);
        StringBuilder text = new StringBuilder();
        write(tensor, shown, format, 0, 0, text);
        return text.toString();
    }

    private void write(
            Tensor tensor, ShownElements shown, TorchNumberFormat format, int dim, int offset, StringBuilder text) {
        Shape shape = tensor.shape();
        int left = shape.rank() - dim;
        if (left == 0) {
            text.append(format.format(tensor.element(offset)));
            return;
        }
        int indent = PREFIX.length() + dim;
        int perLine = left > 1 ? 1 : Math.max(1, (options.lineWidth() - indent) / (format.width() + 2));
        // Between rows stands a newline; between planes an empty line, between volumes two, and so on.
        String lineBreak = "," + "\n".repeat(Math.max(1, left - 1)) + " ".repeat(indent + 1);
        text.append('[');
        int cell = 0;
        for (int index = 0; index < shape.size(dim); index++, cell++) {
            if (cell > 0) {
                text.append(cell % perLine == 0 ? lineBreak : ", ");
            }
            if (shown.gapAt(dim, index)) {
                // The dots count as one cell of the row, with one space of their own.
                text.append(left == 1 && options.edgeItems() > 0 ? " ..." : "...");
                index = shown.lastOfGap(dim);
            } else {
                write(tensor, shown, format, dim + 1, offset + index * shape.stride(dim), text);
            }
        }
        text.append(']');
    }

    private String withSuffixes(String text, List<String> suffixes) {
        StringBuilder result = new StringBuilder(text);
        // PyTorch counts two characters more on the last line than there are.
        int lastLine = text.length() - (text.lastIndexOf('\n') + 1) + 2;
        for (String suffix : suffixes) {
            if (lastLine + suffix.length() + 2 > options.lineWidth()) {
                result.append(",\n").append(" ".repeat(PREFIX.length())).append(suffix);
                lastLine = PREFIX.length() + suffix.length();
            } else {
                result.append(", ").append(suffix);
                lastLine += suffix.length() + 2;
            }
        }
        return result.append(')').toString();
    }
}
