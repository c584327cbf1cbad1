package tapline.onnx;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import onnx.Onnx.TensorProto;
import tapline.formats.FormatException;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.Tensor;

/// Makes values of ONNX's `TensorProto`. What the dimensions promise is compared with the bytes that are there
/// before anything is allocated.
final class TensorReader {
    private static final int MOST_DIMENSIONS = 16;

    private final ModelFile file;
    private final ExternalData external;

    TensorReader(ModelFile file) {
        this.file = file;
        this.external = new ExternalData(file);
    }

    /// @throws FormatException if the tensor is of a type that isn't computed with, or doesn't agree with itself
    Value read(TensorProto tensor) throws IOException {
        ElementType type = ElementType.of(tensor.getDataType())
                .orElseThrow(() -> problem(tensor, "expected numbers, but its element type is " + typeName(tensor)));
        if (tensor.hasSegment()) {
            throw problem(tensor, "expected a whole tensor, but it is in segments");
        }
        Shape shape = shape(tensor);
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            long bytes = (long) shape.elements() * type.bytes();
            return decode(type, shape, external.read(label(tensor), tensor.getExternalDataList(), bytes));
        }
        if (tensor.hasRawData()) {
            ByteString raw = tensor.getRawData();
            requireCount(tensor, shape, (long) shape.elements() * type.bytes(), raw.size(), "bytes");
            return decode(type, shape, raw.asReadOnlyByteBuffer());
        }
        return listed(tensor, type, shape);
    }

    private Shape shape(TensorProto tensor) throws FormatException {
        List<Long> dims = tensor.getDimsList();
        if (dims.size() > MOST_DIMENSIONS) {
            throw problem(tensor, "expected at most " + MOST_DIMENSIONS + " dimensions, but it has " + dims.size());
        }
        int[] sizes = new int[dims.size()];
        for (int i = 0; i < sizes.length; i++) {
            long size = dims.get(i);
            if (size < 0 || size > Integer.MAX_VALUE) {
                throw problem(tensor, "expected sizes from 0 to " + Integer.MAX_VALUE + ", but got " + size);
            }
            sizes[i] = (int) size;
        }
        try {
            return Shape.of(sizes);
        } catch (ShapeException e) {
            throw problem(tensor, e.getMessage());
        }
    }

    /// Elements in one of the lists, which of them depends on the type.
    private Value listed(TensorProto tensor, ElementType type, Shape shape) throws FormatException {
        int there = switch (type) {
            case FLOAT -> tensor.getFloatDataCount();
            case DOUBLE -> tensor.getDoubleDataCount();
            case INT64 -> tensor.getInt64DataCount();
            case UINT32 -> tensor.getUint64DataCount();
            default -> tensor.getInt32DataCount();
        };
        requireCount(tensor, shape, shape.elements(), there, "elements");
        Value value = Value.zeros(type, shape);
        for (int i = 0; i < there; i++) {
            switch (value.array()) {
                case double[] doubles -> doubles[i] = tensor.getDoubleData(i);
                case float[] floats ->
                    floats[i] = type == ElementType.FLOAT
                            ? tensor.getFloatData(i)
                            : half(type, (short) tensor.getInt32Data(i));
                case long[] longs -> longs[i] = type.wrap(listedInteger(tensor, type, i));
                default -> throw new IllegalStateException();
            }
        }
        return value;
    }

    private static long listedInteger(TensorProto tensor, ElementType type, int index) {
        return switch (type) {
            case INT64 -> tensor.getInt64Data(index);
            case UINT32 -> tensor.getUint64Data(index);
            default -> tensor.getInt32Data(index);
        };
    }

    private static Value decode(ElementType type, Shape shape, ByteBuffer bytes) {
        ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
        int count = shape.elements();
        switch (type) {
            case FLOAT -> {
                float[] floats = new float[count];
                in.asFloatBuffer().get(floats);
                return Value.of(Tensor.wrap(floats, shape.toArray()));
            }
            case DOUBLE -> {
                double[] doubles = new double[count];
                in.asDoubleBuffer().get(doubles);
                return Value.of(Tensor.wrap(doubles, shape.toArray()));
            }
            case FLOAT16, BFLOAT16 -> {
                float[] floats = new float[count];
                for (int i = 0; i < count; i++) {
                    floats[i] = half(type, in.getShort());
                }
                return Value.of(Tensor.wrap(floats, shape.toArray()));
            }
            default -> {
                long[] longs = new long[count];
                for (int i = 0; i < count; i++) {
                    longs[i] = type.wrap(integer(type.bytes(), in));
                }
                return new Value.Integers(type, shape, longs);
            }
        }
    }

    private static float half(ElementType type, short bits) {
        return type == ElementType.FLOAT16 ? Float.float16ToFloat(bits) : Float.intBitsToFloat(bits << Short.SIZE);
    }

    private static long integer(int width, ByteBuffer in) {
        return switch (width) {
            case Byte.BYTES -> in.get();
            case Short.BYTES -> in.getShort();
            case Integer.BYTES -> in.getInt();
            default -> in.getLong();
        };
    }

    private void requireCount(TensorProto tensor, Shape shape, long expected, long there, String what)
            throws FormatException {
        if (expected != there) {
            throw problem(
                    tensor,
                    "expected " + expected + " " + what + " for size " + shape.toList() + ", but there are " + there);
        }
    }

    private FormatException problem(TensorProto tensor, String problem) {
        return file.problem(label(tensor) + ": " + problem);
    }

    private static String label(TensorProto tensor) {
        return "tensor " + ModelFile.quote(tensor.getName());
    }

    private static String typeName(TensorProto tensor) {
        TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
        return type == null ? "number " + tensor.getDataType() : type.name();
    }
}
