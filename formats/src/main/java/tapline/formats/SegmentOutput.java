package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.CRC32;

/// Passes bytes on from where they are, a piece at a time.
final class SegmentOutput {
    private static final int BUFFER = 1 << 16;

    private SegmentOutput() {}

    static void write(MemorySegment bytes, OutputStream out) throws IOException {
        forEachPiece(bytes, (piece, count) -> out.write(piece, 0, count));
    }

    /// The checksum that zip archives keep, of these parts one behind the other.
    static long crc(MemorySegment... parts) {
        CRC32 crc = new CRC32();
        for (MemorySegment part : parts) {
            forEachPiece(part, (piece, count) -> crc.update(piece, 0, count));
        }
        return crc.getValue();
    }

    /// What takes the first `count` bytes of an array.
    private interface Piece<E extends Exception> {
        void take(byte[] bytes, int count) throws E;
    }

    /// By copying: not every segment of the heap can be seen as a `ByteBuffer`.
    private static <E extends Exception> void forEachPiece(MemorySegment bytes, Piece<E> taker) throws E {
        long length = bytes.byteSize();
        byte[] piece = new byte[(int) Math.min(BUFFER, length)];
        for (long done = 0; done < length; ) {
            int count = (int) Math.min(piece.length, length - done);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, done, piece, 0, count);
            taker.take(piece, count);
            done += count;
        }
    }
}
