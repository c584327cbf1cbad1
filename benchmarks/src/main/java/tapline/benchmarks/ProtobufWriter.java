package tapline.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes one message of Protocol Buffers, Encoding version 3: fields of the wire types VARINT, LEN and I32,
/// which is all that a small ONNX model has.
final class ProtobufWriter {
    private static final int VARINT = 0;
    private static final int LEN = 2;
    private static final int I32 = 5;
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = (1 << PAYLOAD_BITS) - 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// Adds an integer field.
    ProtobufWriter number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    ProtobufWriter real(int field, float value) {
        tag(field, I32);
        out.writeBytes(ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array());
        return this;
    }

    ProtobufWriter bytes(int field, byte[] value) {
        tag(field, LEN);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    ProtobufWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtobufWriter message(int field, ProtobufWriter message) {
        return bytes(field, message.toBytes());
    }

    /// Adds numbers as bytes, the least significant first.
    ProtobufWriter floats(int field, float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return bytes(field, buffer.array());
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private void tag(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    private void varint(long value) {
        long rest = value;
        while (rest < 0 || rest > PAYLOAD) {
            out.write((int) (rest & PAYLOAD) | 1 << PAYLOAD_BITS);
            rest >>>= PAYLOAD_BITS;
        }
        out.write((int) rest);
    }
}
