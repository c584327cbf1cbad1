package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.CRC32;

/// Writes bytes from where they are, a piece at a time.
final class SegmentOutput {
    private static final int BUFFER = 1 << 16;
    private static final long LARGEST_VIEW = 1 << 30;

    private SegmentOutput() {}

    static void write(MemorySegment bytes, OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, bytes.byteSize())];
        long length = bytes.byteSize();
        for (long done = 0; done < length; ) {
            int count = (int) Math.min(buffer.length, length - done);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, done, buffer, 0, count);
            out.write(buffer, 0, count);
            done += count;
        }
    }

    /// The checksum that zip archives keep, of these parts one behind the other.
    static long crc(MemorySegment... parts) {
        CRC32 crc = new CRC32();
        for (MemorySegment part : parts) {
            for (long done = 0; done < part.byteSize(); ) {
                long count = Math.min(LARGEST_VIEW, part.byteSize() - done);
                crc.update(part.asSlice(done, count).asByteBuffer());
                done += count;
            }
        }
        return crc.getValue();
    }
}
