package tapline.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import tapline.shape.Shape;
import tapline.tensor.Tensor;

/// Tensors as NumPy's `.npy` files: *NEP 1, a simple file format for NumPy arrays*, versions 1.0 to 3.0.
///
/// Floating point of up to 32 bits, booleans and integers of 8 and 16 bits become float32; 64-bit floating point
/// and integers of 32 and 64 bits become float64, the nearest for integers beyond 2^53.
public final class NpyFile {
    private NpyFile() {}

    /// The array in a file, in its own shape.
    ///
    /// @throws FormatException if there is no such file, or it holds no such array
    public static Tensor readTensor(Path path) throws IOException {
        return readTensor(Content.read(path));
    }

    /// The array that a stream delivers up to its end. The stream is not closed.
    ///
    /// @param name what messages call it
    /// @throws FormatException if it holds no such array
    public static Tensor readTensor(InputStream in, String name) throws IOException {
        return readTensor(Content.read(in, name));
    }

    /// Writes a file with the bytes that NumPy's `save` writes. On failure there is no new file, and an old one
    /// is untouched.
    public static void writeTensor(Tensor tensor, Path path) throws IOException {
        OutputFiles.write(path, out -> writeTensor(tensor, out));
    }

    /// Writes to a stream, and flushes but doesn't close it.
    public static void writeTensor(Tensor tensor, OutputStream out) throws IOException {
        StoredTensor stored = StoredTensor.of(tensor);
        out.write(NpyHeader.encode(stored.type(), stored.shape()));
        SegmentOutput.write(stored.bytes(), out);
        out.flush();
    }

    static Tensor readTensor(Content content) throws FormatException {
        MemorySegment bytes = MemorySegment.ofArray(content.bytes());
        return stored(new FileBytes(content.name(), bytes)).toTensor();
    }

    /// The array that the whole of `file` is. Its elements stay where they are.
    static StoredTensor stored(FileBytes file) throws FormatException {
        int headLength = (int) Math.min(file.length(), NpyHeader.LONGEST_WITH_MAGIC);
        NpyHeader header = NpyHeader.parse(new Content(file.name(), file.copy(0, headLength)));
        Shape shape = header.shape();
        long expected = (long) shape.elements() * header.type().bytes();
        long present = file.length() - header.dataOffset();
        if (expected != present) {
            throw file.problemAtByte(
                    header.dataOffset(),
                    "expected " + expected + " bytes for an array " + shape.toTuple() + " of '" + header.descr()
                            + "', but found " + present + (present < expected ? ": the file is cut short" : ""));
        }
        return new StoredTensor(
                header.type(),
                shape,
                file.segment().asSlice(header.dataOffset()),
                header.order(),
                header.fortranOrder() ? StridedWalk.columnMajor(shape) : StridedWalk.rowMajor(shape));
    }
}
