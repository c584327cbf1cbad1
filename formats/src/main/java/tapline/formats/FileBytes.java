package tapline.formats;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// All bytes of a file, or of a part of one, where they are: mapped if it is a file, so that nothing is copied that
/// isn't used. Unlike [Content], it may be larger than an array.
///
/// @param name what messages call it
record FileBytes(String name, MemorySegment segment) {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// There is nothing to close: the mapping ends when nobody can reach it any more.
    static FileBytes map(Path path) throws IOException {
        String name = path.toString();
        if (!Files.isRegularFile(path)) {
            // A pipe can't be mapped, and whatever else this is can't be read.
            return of(Content.read(path));
        }
        try (FileChannel channel = FileChannel.open(path)) {
            if (channel.size() == 0) {
                throw new FormatException(name, "the file is empty");
            }
            return new FileBytes(name, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
        } catch (AccessDeniedException e) {
            throw new FormatException(name, "permission to read it is denied", e);
        }
    }

    static FileBytes read(InputStream in, String name) throws IOException {
        return of(Content.read(in, name));
    }

    private static FileBytes of(Content content) {
        return new FileBytes(
                content.name(), MemorySegment.ofArray(content.bytes()).asReadOnly());
    }

    long length() {
        return segment.byteSize();
    }

    /// Whether `count` bytes are there from `offset` on, whatever numbers these are.
    boolean holds(long offset, long count) {
        return offset >= 0 && count >= 0 && offset <= length() && count <= length() - offset;
    }

    /// Whether these characters, one byte each, are at `offset`.
    boolean has(long offset, String characters) {
        return holds(offset, characters.length())
                && new String(copy(offset, characters.length()), StandardCharsets.ISO_8859_1).equals(characters);
    }

    int u8(long offset) {
        return Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, offset));
    }

    int u16(long offset) {
        return Short.toUnsignedInt(segment.get(SHORT, offset));
    }

    long u32(long offset) {
        return Integer.toUnsignedLong(segment.get(INT, offset));
    }

    /// A 64-bit number; those from 2^63 up look negative.
    long i64(long offset) {
        return segment.get(LONG, offset);
    }

    byte[] copy(long offset, int count) {
        return segment.asSlice(offset, count).toArray(ValueLayout.JAVA_BYTE);
    }

    String utf8(long offset, int count) throws FormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(copy(offset, count)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problemAtByte(offset, "expected text in UTF-8, but found other bytes", e);
        }
    }

    /// A part of this file that messages give a name of its own.
    FileBytes part(String what, MemorySegment bytes) {
        return new FileBytes(name + ": " + what, bytes);
    }

    FormatException problem(String problem) {
        return new FormatException(name, problem);
    }

    FormatException problem(String problem, Throwable cause) {
        return new FormatException(name, problem, cause);
    }

    FormatException problemAtByte(long offset, String problem) {
        return new FormatException(name, "byte " + offset + ": " + problem);
    }

    FormatException problemAtByte(long offset, String problem, Throwable cause) {
        return new FormatException(name, "byte " + offset + ": " + problem, cause);
    }
}
