package tapline.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import tapline.shape.Shape;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Reads the taps of a convolution: a float32 tensor `[out, in/groups, k]`, as PyTorch's `conv1d` takes it (the
/// first tap meets the earliest sample).
///
/// A CSV file has one row for each output channel, with its taps, and no header; the input has one channel. A
/// `.npy` file has the shape `[k]`, `[out, k]` or `[out, in/groups, k]`.
public final class Kernels {
    private Kernels() {}

    /// The kernel in a file.
    ///
    /// @throws FormatException if there is no such file, or it holds no kernel
    public static Tensor read(Path path) throws IOException {
        return decode(Content.read(path));
    }

    /// The kernel that a stream delivers up to its end. The stream is not closed.
    ///
    /// @param name what messages call it
    /// @throws FormatException if it holds no kernel
    public static Tensor read(InputStream in, String name) throws IOException {
        return decode(Content.read(in, name));
    }

    /// The kernel that a text spells out: taps with commas between them, and semicolons between output channels,
    /// as in `0.5,0.5` or `1,0,-1;1,2,1`.
    ///
    /// @throws FormatException if the text is no such kernel
    public static Tensor parse(String text) throws FormatException {
        String name = "kernel " + Excerpt.of(text);
        String[] rows = text.split(";", -1);
        KernelRows taps = new KernelRows(name, "output channel");
        for (int row = 0; row < rows.length; row++) {
            taps.add(
                    row + 1,
                    Arrays.stream(rows[row].split(",", -1)).map(String::strip).toList());
        }
        return taps.toTensor();
    }

    private static Tensor decode(Content content) throws FormatException {
        return switch (Format.detect(content)) {
            case NPY -> npy(content);
            case CSV, TSV -> csv(content);
            case WAV -> throw content.problem("expected a kernel as a CSV or .npy file, but this is a WAV file");
        };
    }

    private static Tensor npy(Content content) throws FormatException {
        Tensor taps = NpyFile.readTensor(content).to(DType.FLOAT32);
        Shape shape = taps.shape();
        if (shape.elements() == 0) {
            throw content.problem("the file holds no taps: its shape is " + shape.toTuple());
        }
        return switch (shape.rank()) {
            case 1 -> taps.reshape(1, 1, shape.size(0));
            case 2 -> taps.reshape(shape.size(0), 1, shape.size(1));
            case 3 -> taps;
            default ->
                throw content.problem(
                        "expected a kernel of shape (k,), (out, k) or (out, in, k), but found " + shape.toTuple());
        };
    }

    private static Tensor csv(Content content) throws FormatException {
        CsvRows rows = new CsvRows(content);
        if (rows.peek() == null) {
            throw content.problem("the file holds no taps, only blank lines or comments");
        }
        KernelRows taps = new KernelRows(content.name(), "line");
        for (CsvRow row = rows.next(); row != null; row = rows.next()) {
            taps.add(row.line(), row.toList());
        }
        return taps.toTensor();
    }
}
