package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a zip archive of stored entries, whose bytes depend on nothing but theirs.
final class ZipWriter {
    /// Not the first instant that the format has: entries of that get one more field, with the local time zone.
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final int HEADER_LENGTH = 30;
    private static final int FIELD_HEADER = 4;
    /// From this size on, the stream adds a field to an entry's header.
    private static final long ZIP64_SIZE = 0xffffffffL;

    private static final int ZIP64_FIELD_LENGTH = 20;
    /// The field that PyTorch fills up headers with.
    private static final short PADDING_FIELD = 0x4246;

    private static final int LONGEST_NAME = 0xffff;

    private final String file;
    private final ZipOutputStream zip;
    private long position;

    /// @param file what messages call the archive
    ZipWriter(OutputStream out, String file) {
        this.file = file;
        this.zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
    }

    /// @param alignment what divides the place of the first byte; 1 for any place
    /// @param parts the bytes. *Not modified*
    void add(String name, int alignment, MemorySegment... parts) throws IOException {
        int nameLength = name.getBytes(StandardCharsets.UTF_8).length;
        if (nameLength > LONGEST_NAME) {
            throw new FormatException(
                    file,
                    "expected names of at most " + LONGEST_NAME + " bytes in an archive, but " + Excerpt.of(name)
                            + " has " + nameLength);
        }
        long size = Arrays.stream(parts).mapToLong(MemorySegment::byteSize).sum();
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(DATE);
        entry.setSize(size);
        entry.setCrc(SegmentOutput.crc(parts));
        long dataAt = position + HEADER_LENGTH + nameLength + (size < ZIP64_SIZE ? 0 : ZIP64_FIELD_LENGTH);
        if (dataAt % alignment != 0) {
            int padding = (int) (alignment - (dataAt + FIELD_HEADER) % alignment) % alignment;
            entry.setExtra(ByteBuffer.allocate(FIELD_HEADER + padding)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort(PADDING_FIELD)
                    .putShort((short) padding)
                    .array());
            dataAt += FIELD_HEADER + padding;
        }
        zip.putNextEntry(entry);
        for (MemorySegment part : parts) {
            SegmentOutput.write(part, zip);
        }
        zip.closeEntry();
        position = dataAt + size;
    }

    /// Writes the directory. The stream under it stays open.
    void finish() throws IOException {
        zip.finish();
    }
}
