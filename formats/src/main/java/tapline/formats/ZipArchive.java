package tapline.formats;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The files in a zip archive. Those that are stored stay where they are; the others are unpacked, as long as all
/// together aren't far larger than the archive.
final class ZipArchive {
    private static final long SIGNATURE = 0x04034b50;
    private static final int HEADER_LENGTH = 30;
    /// Weights hardly compress; arrays of zeros do. A bomb is a thousand times as large as the archive.
    private static final long MOST_UNPACKED_PER_BYTE = 64;

    private static final long ALWAYS_UNPACKED = 1 << 20;
    /// What one array and one buffer hold on every JVM.
    private static final int LARGEST_DEFLATED = Integer.MAX_VALUE - 8;

    private final FileBytes file;
    private final Map<String, ZipRecord> records;
    private final long end;
    private long mayUnpack;

    private ZipArchive(FileBytes file, Map<String, ZipRecord> records, long end) {
        this.file = file;
        this.records = records;
        this.end = end;
        this.mayUnpack = ALWAYS_UNPACKED + MOST_UNPACKED_PER_BYTE * file.length();
    }

    static ZipArchive open(FileBytes file) throws FormatException {
        ZipDirectory directory = new ZipDirectory(file);
        return new ZipArchive(file, directory.read(), directory.begin());
    }

    FileBytes file() {
        return file;
    }

    Set<String> names() {
        return records.keySet();
    }

    /// The bytes of the entry `name`, which messages about them mention; null if there is none.
    FileBytes content(String name) throws FormatException {
        ZipRecord record = records.get(name);
        if (record == null) {
            return null;
        }
        FileBytes packed = file.part("entry " + Excerpt.of(name), packed(record));
        return switch (record.method()) {
            case ZipRecord.STORED -> packed;
            case ZipRecord.DEFLATED -> inflate(record, packed);
            default ->
                throw packed.problem(
                        "expected an entry that is stored or deflated, but its method is " + record.method());
        };
    }

    /// Refuses bytes that are not those the archive was made of.
    void checkCrc(String name, FileBytes content) throws FormatException {
        long crc = SegmentOutput.crc(content.segment());
        if (crc != records.get(name).crc()) {
            throw content.problem(String.format(
                    "expected bytes with the checksum %08x, but theirs is %08x",
                    records.get(name).crc(), crc));
        }
    }

    private MemorySegment packed(ZipRecord record) throws FormatException {
        long at = record.headerAt();
        if (at > end - HEADER_LENGTH || file.u32(at) != SIGNATURE) {
            throw file.problemAtByte(at, "expected entry " + Excerpt.of(record.name()) + " to begin here");
        }
        long dataAt = at + HEADER_LENGTH + file.u16(at + 26) + file.u16(at + 28);
        if (dataAt > end || record.compressed() > end - dataAt) {
            throw file.problemAtByte(
                    dataAt,
                    "expected " + record.compressed() + " bytes of entry " + Excerpt.of(record.name())
                            + ", but the archive's directory begins at " + end);
        }
        if (record.method() == ZipRecord.STORED && record.size() != record.compressed()) {
            throw file.problemAtByte(
                    at,
                    "entry " + Excerpt.of(record.name()) + " is stored, but has two sizes: " + record.size() + " and "
                            + record.compressed());
        }
        return file.segment().asSlice(dataAt, record.compressed());
    }

    private FileBytes inflate(ZipRecord record, FileBytes packed) throws FormatException {
        if (record.size() > mayUnpack || Math.max(record.size(), record.compressed()) > LARGEST_DEFLATED) {
            throw packed.problem("expected an archive that unpacks to at most " + MOST_UNPACKED_PER_BYTE
                    + " times its size, but this entry alone unpacks to " + record.size() + " of "
                    + mayUnpack + " bytes that are left");
        }
        mayUnpack -= record.size();
        byte[] bytes = new byte[(int) record.size()];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed.segment().asByteBuffer());
            int count = 0;
            while (count < bytes.length) {
                int more = inflater.inflate(bytes, count, bytes.length - count);
                if (more == 0) {
                    break;
                }
                count += more;
            }
            boolean more = inflater.inflate(new byte[1]) > 0;
            if (count < bytes.length || more || !inflater.finished()) {
                throw packed.problem("expected " + bytes.length + " bytes when unpacked, but found "
                        + (more ? "more" : count < bytes.length ? "only " + count : "no end"));
            }
        } catch (DataFormatException e) {
            throw packed.problem("expected deflated bytes, but found others", e);
        }
        return new FileBytes(packed.name(), MemorySegment.ofArray(bytes));
    }
}
