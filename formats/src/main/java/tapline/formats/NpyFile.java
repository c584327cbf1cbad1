package tapline.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import tapline.shape.Shape;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Tensors as NumPy's `.npy` files: *NEP 1, a simple file format for NumPy arrays*, versions 1.0 to 3.0.
///
/// 32-bit floating point and integers of 8 and 16 bits become float32; 64-bit floating point and integers of 32
/// and 64 bits become float64, the nearest for integers beyond 2^53.
public final class NpyFile {
    private static final int BUFFER = 1 << 16;

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
        WholeFile.write(path, out -> writeTensor(tensor, out));
    }

    /// Writes to a stream, and flushes but doesn't close it.
    public static void writeTensor(Tensor tensor, OutputStream out) throws IOException {
        NpyType type = tensor.dtype() == DType.FLOAT32 ? NpyType.F4 : NpyType.F8;
        out.write(NpyHeader.encode(type, tensor.shape()));
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        int elements = tensor.shape().elements();
        for (int done = 0; done < elements; ) {
            int count = Math.min(elements - done, BUFFER / type.bytes());
            if (type == NpyType.F4) {
                buffer.asFloatBuffer().put(tensor.floats(), done, count);
            } else {
                buffer.asDoubleBuffer().put(tensor.doubles(), done, count);
            }
            out.write(buffer.array(), 0, count * type.bytes());
            done += count;
        }
        out.flush();
    }

    static Tensor readTensor(Content content) throws FormatException {
        NpyHeader header = NpyHeader.parse(content);
        NpyType type = header.type();
        Shape shape = header.shape();
        long expected = (long) shape.elements() * type.bytes();
        long present = content.length() - header.dataOffset();
        if (expected != present) {
            throw content.problemAtByte(
                    header.dataOffset(),
                    "expected " + expected + " bytes for an array " + shape.toTuple() + " of '" + header.descr()
                            + "', but found " + present + (present < expected ? ": the file is cut short" : ""));
        }
        ByteBuffer data = content.buffer().order(header.order()).position(header.dataOffset());
        if (type.dtype() == DType.FLOAT32) {
            float[] stored = type.floats(data, shape.elements());
            return Tensor.wrap(
                    header.fortranOrder() ? FortranOrder.toRowMajor(stored, shape) : stored, shape.toArray());
        }
        double[] stored = type.doubles(data, shape.elements());
        return Tensor.wrap(header.fortranOrder() ? FortranOrder.toRowMajor(stored, shape) : stored, shape.toArray());
    }
}
