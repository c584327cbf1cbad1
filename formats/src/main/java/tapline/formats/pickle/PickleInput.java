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
        return Byte.toUnsignedInt(take(Byte.BYTES).get());
    }

    int u16() throws PickleException {
        return Short.toUnsignedInt(take(Short.BYTES).getShort());
    }

    int i32() throws PickleException {
        return take(Integer.BYTES).getInt();
    }

    long u32() throws PickleException {
        return Integer.toUnsignedLong(i32());
    }

    long i64() throws PickleException {
        return take(Long.BYTES).getLong();
    }

    /// A float, the only thing in a pickle that is big-endian.
    double f64() throws PickleException {
        return take(Double.BYTES).order(ByteOrder.BIG_ENDIAN).getDouble();
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
        ByteBuffer taken = take(length);
        byte[] copy = new byte[taken.remaining()];
        taken.get(copy);
        return copy;
    }

    String utf8(long length) throws PickleException {
        return decode(take(length));
    }

    private String decode(ByteBuffer text) throws PickleException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
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
        String line = decode(take(end - at));
        at++;
        return line;
    }

    private ByteBuffer take(long length) throws PickleException {
        if (length < 0 || length > Math.min(Integer.MAX_VALUE, bytes.byteSize() - at)) {
            throw problem("expected " + Long.toUnsignedString(length) + " bytes more, but found "
                    + (bytes.byteSize() - at) + ": the pickle is cut short");
        }
        ByteBuffer taken = bytes.asSlice(at, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        at += length;
        return taken;
    }

    PickleException problem(String problem) {
        return new PickleException(operation, problem);
    }
}
