package tapline.formats.pickle;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The arguments of a pickle's operations: each is there, or the pickle is cut short.
final class PickleInput {
    /// Python's own numbers stop at no size; weights don't need more than this.
    private static final int LONGEST_NUMBER = 255;

    private static final int LONGEST_LINE = 1 << 10;
    /// What one array holds on every JVM.
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble BIG_ENDIAN_DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment bytes;
    private long at;
    private long operation;

    PickleInput(MemorySegment bytes, long at) {
        this.bytes = bytes;
        this.at = at;
    }

    long position() {
        return at;
    }

    /// The code of the next operation, which messages refer to from now on.
    int operation() throws PickleException {
        operation = at;
        return u8();
    }

    int u8() throws PickleException {
        return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, skip(Byte.BYTES)));
    }

    int u16() throws PickleException {
        return Short.toUnsignedInt(bytes.get(SHORT, skip(Short.BYTES)));
    }

    int i32() throws PickleException {
        return bytes.get(INT, skip(Integer.BYTES));
    }

    long u32() throws PickleException {
        return Integer.toUnsignedLong(i32());
    }

    long i64() throws PickleException {
        return bytes.get(LONG, skip(Long.BYTES));
    }

    /// A float, the only thing in a pickle that is big-endian.
    double f64() throws PickleException {
        return bytes.get(BIG_ENDIAN_DOUBLE, skip(Double.BYTES));
    }

    /// A number of `length` bytes, in two's complement: a `Long` if it fits.
    Object integer(long length) throws PickleException {
        if (length < 0 || length > LONGEST_NUMBER) {
            throw problem("expected a number of at most " + LONGEST_NUMBER + " bytes, but found " + length);
        }
        byte[] little = bytes(length);
        byte[] big = new byte[little.length];
        for (int i = 0; i < big.length; i++) {
            big[i] = little[little.length - 1 - i];
        }
        BigInteger value = big.length == 0 ? BigInteger.ZERO : new BigInteger(big);
        if (value.bitLength() < Long.SIZE) {
            return value.longValue();
        }
        return value;
    }

    byte[] bytes(long length) throws PickleException {
        long from = skip(length);
        return bytes.asSlice(from, length).toArray(ValueLayout.JAVA_BYTE);
    }

    String utf8(long length) throws PickleException {
        byte[] text = bytes(length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem("expected text in UTF-8, but found other bytes");
        }
    }

    String line() throws PickleException {
        long end = at;
        long last = Math.min(bytes.byteSize(), at + LONGEST_LINE);
        while (end < last && bytes.get(ValueLayout.JAVA_BYTE, end) != '\n') {
            end++;
        }
        if (end == last) {
            throw problem("expected a line of at most " + LONGEST_LINE + " bytes, but found no end of it");
        }
        String line = utf8(end - at);
        at++;
        return line;
    }

    /// Where the next `length` bytes begin, which are taken with this.
    private long skip(long length) throws PickleException {
        if (length < 0 || length > Math.min(LONGEST_ARRAY, bytes.byteSize() - at)) {
            throw problem("expected " + Long.toUnsignedString(length) + " bytes more, but found "
                    + (bytes.byteSize() - at) + ": the pickle is cut short");
        }
        long from = at;
        at += length;
        return from;
    }

    PickleException problem(String problem) {
        return new PickleException(operation, problem);
    }
}
