package tapline.onnx;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// ONNX's types of elements, as far as they are computed with. Half precision is read, but computed in float32.
enum ElementType {
    FLOAT(1, Float.BYTES),
    UINT8(2, Byte.BYTES),
    INT8(3, Byte.BYTES),
    UINT16(4, Short.BYTES),
    INT16(5, Short.BYTES),
    INT32(6, Integer.BYTES),
    INT64(7, Long.BYTES),
    BOOL(9, Byte.BYTES),
    FLOAT16(10, Short.BYTES),
    DOUBLE(11, Double.BYTES),
    UINT32(12, Integer.BYTES),
    BFLOAT16(16, Short.BYTES);

    private final int code;
    private final int bytes;

    ElementType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /// The type of this number in ONNX's files.
    static Optional<ElementType> of(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /// The type's number in ONNX's files.
    int code() {
        return code;
    }

    /// Bytes of an element in a file.
    int bytes() {
        return bytes;
    }

    /// Whether values of this type are tensors; all others are integers, truth values among them.
    boolean isFloating() {
        return this == FLOAT || this == DOUBLE || isHalf();
    }

    /// Whether this is a 16-bit floating-point type, whose values become [#FLOAT].
    boolean isHalf() {
        return this == FLOAT16 || this == BFLOAT16;
    }

    /// The type of values once they are in memory.
    ElementType inMemory() {
        return isHalf() ? FLOAT : this;
    }

    /// What an integer type keeps of `value`: its lowest bits, or whether it is other than 0.
    long wrap(long value) {
        return switch (this) {
            case UINT8 -> value & 0xFF;
            case INT8 -> (byte) value;
            case UINT16 -> value & 0xFFFF;
            case INT16 -> (short) value;
            case INT32 -> (int) value;
            case UINT32 -> value & 0xFFFFFFFFL;
            case BOOL -> value == 0 ? 0 : 1;
            default -> value;
        };
    }

    /// As in ONNX's type strings: `tensor(float)`.
    @Override
    public String toString() {
        return "tensor(" + name().toLowerCase(Locale.ROOT) + ")";
    }
}
