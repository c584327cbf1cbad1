package tapline.formats;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.foreign.ValueLayout.OfDouble;
import java.lang.foreign.ValueLayout.OfFloat;
import java.lang.foreign.ValueLayout.OfInt;
import java.lang.foreign.ValueLayout.OfLong;
import java.lang.foreign.ValueLayout.OfShort;
import java.nio.ByteOrder;

/// Elements as they lie in files, and as numbers.
final class StoredElements {
    /// What one array holds on every JVM.
    private static final int MOST_IN_ARRAY = Integer.MAX_VALUE - 8;

    private static final OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private StoredElements() {}

    /// A little-endian copy of `count` numbers.
    ///
    /// @param from *Not modified*
    /// @param order the byte order there
    /// @param bytes the size of a number
    /// @param walk where each of them is
    static MemorySegment gather(MemorySegment from, ByteOrder order, int bytes, long count, StridedWalk walk) {
        MemorySegment to = allocate(count * bytes);
        OfShort shorts = SHORT.withOrder(order);
        OfInt ints = INT.withOrder(order);
        OfLong longs = LONG.withOrder(order);
        for (long i = 0; i < count; i++) {
            long at = walk.next() * bytes;
            switch (bytes) {
                case Byte.BYTES -> to.set(ValueLayout.JAVA_BYTE, i, from.get(ValueLayout.JAVA_BYTE, at));
                case Short.BYTES -> to.set(SHORT, i * bytes, from.get(shorts, at));
                case Integer.BYTES -> to.set(INT, i * bytes, from.get(ints, at));
                case Long.BYTES -> to.set(LONG, i * bytes, from.get(longs, at));
                default -> throw new IllegalArgumentException("no number has " + bytes + " bytes");
            }
        }
        return to;
    }

    private static MemorySegment allocate(long bytes) {
        return bytes <= MOST_IN_ARRAY
                ? MemorySegment.ofArray(new byte[(int) bytes])
                : Arena.ofAuto().allocate(bytes, Long.BYTES);
    }

    /// The numbers of a type that is kept as float32. `from` is little-endian. *Not modified*
    static float[] floats(MemorySegment from, ElementType type, int count) {
        float[] values = new float[count];
        switch (type) {
            case F32 -> MemorySegment.copy(from, FLOAT, 0, values, 0, count);
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Float.float16ToFloat(from.get(SHORT, 2L * i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Float.intBitsToFloat(from.get(SHORT, 2L * i) << Short.SIZE);
                }
            }
            case I16 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = from.get(SHORT, 2L * i);
                }
            }
            case U16 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Short.toUnsignedInt(from.get(SHORT, 2L * i));
                }
            }
            case I8 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = from.get(ValueLayout.JAVA_BYTE, i);
                }
            }
            case U8 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Byte.toUnsignedInt(from.get(ValueLayout.JAVA_BYTE, i));
                }
            }
            case BOOL -> {
                for (int i = 0; i < count; i++) {
                    values[i] = from.get(ValueLayout.JAVA_BYTE, i) == 0 ? 0 : 1;
                }
            }
            default -> throw new IllegalArgumentException(type + " isn't kept as float32");
        }
        return values;
    }

    /// The numbers of a type that is kept as float64. `from` is little-endian. *Not modified*
    static double[] doubles(MemorySegment from, ElementType type, int count) {
        double[] values = new double[count];
        switch (type) {
            case F64 -> MemorySegment.copy(from, DOUBLE, 0, values, 0, count);
            case I32 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = from.get(INT, 4L * i);
                }
            }
            case U32 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Integer.toUnsignedLong(from.get(INT, 4L * i));
                }
            }
            case I64 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = from.get(LONG, 8L * i);
                }
            }
            case U64 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = unsigned(from.get(LONG, 8L * i));
                }
            }
            default -> throw new IllegalArgumentException(type + " isn't kept as float64");
        }
        return values;
    }

    /// The nearest number. Halving a large one with its last bit kept is what makes it round once.
    private static double unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }
}
