package tapline.formats;

import java.util.LinkedHashMap;
import java.util.Map;

/// Parses the directory at the end of a zip archive, as PKWARE's *APPNOTE.TXT* has it in sections 4.3 and 4.5,
/// zip64 included.
final class ZipDirectory {
    private static final long END_SIGNATURE = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final long END64_SIGNATURE = 0x06064b50;
    private static final int END64_LENGTH = 56;
    private static final long LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final long RECORD_SIGNATURE = 0x02014b50;
    private static final int RECORD_LENGTH = 46;
    private static final int ENCRYPTED = 1;
    private static final int ZIP64_FIELD = 1;
    private static final int FIELD_HEADER = 4;
    /// Stands for a number that is in the zip64 structures.
    private static final long ELSEWHERE = 0xffffffffL;

    private static final int ELSEWHERE_16 = 0xffff;

    private final FileBytes file;
    private final Map<String, ZipRecord> records = new LinkedHashMap<>();
    private long begin;
    private long length;
    private long count;

    ZipDirectory(FileBytes file) {
        this.file = file;
    }

    /// The records by their names, without folders.
    Map<String, ZipRecord> read() throws FormatException {
        locate();
        long at = begin;
        long end = begin + length;
        for (long i = 0; i < count; i++) {
            if (end - at < RECORD_LENGTH || file.u32(at) != RECORD_SIGNATURE) {
                throw file.problemAtByte(
                        at, "expected entry " + (i + 1) + " of " + count + " of the archive's directory");
            }
            at = record(at, end);
        }
        if (at != end) {
            throw file.problemAtByte(
                    at, "expected the end of the archive's directory after " + count + " entries, but it goes on");
        }
        checkSizes();
        return records;
    }

    /// Where the directory begins, and the files in the archive end.
    long begin() {
        return begin;
    }

    private void locate() throws FormatException {
        long end = end();
        count = file.u16(end + 10);
        length = file.u32(end + 12);
        begin = file.u32(end + 16);
        if (count == ELSEWHERE_16 || length == ELSEWHERE || begin == ELSEWHERE) {
            long locator = end - LOCATOR_LENGTH;
            if (locator < 0 || file.u32(locator) != LOCATOR_SIGNATURE) {
                throw file.problemAtByte(end, "expected a zip64 locator before the end of the archive's directory");
            }
            end = file.i64(locator + 8);
            if (!file.holds(end, END64_LENGTH) || file.u32(end) != END64_SIGNATURE) {
                throw file.problemAtByte(locator, "expected the place of the zip64 directory's end, but found " + end);
            }
            count = file.i64(end + 32);
            length = file.i64(end + 40);
            begin = file.i64(end + 48);
        }
        if (!file.holds(begin, length) || begin + length > end || count < 0) {
            throw file.problemAtByte(
                    end,
                    "expected a directory of " + count + " entries inside the archive, but " + length
                            + " bytes from byte " + begin + " on aren't");
        }
    }

    /// The end record is the last thing in the file but a comment, whose length it has.
    private long end() throws FormatException {
        long first = Math.max(0, file.length() - END_LENGTH - LONGEST_COMMENT);
        for (long at = file.length() - END_LENGTH; at >= first; at--) {
            if (file.u32(at) == END_SIGNATURE && file.u16(at + 20) == file.length() - END_LENGTH - at) {
                return at;
            }
        }
        throw file.problemAtByte(
                file.length(), "expected a zip archive's directory at the end: the file is cut short or damaged");
    }

    /// @return where the next record is
    private long record(long at, long end) throws FormatException {
        int nameLength = file.u16(at + 28);
        int extraLength = file.u16(at + 30);
        long nameAt = at + RECORD_LENGTH;
        long next = nameAt + nameLength + extraLength + file.u16(at + 32);
        if (next > end) {
            throw file.problemAtByte(at, "the entry goes beyond the end of the archive's directory");
        }
        String name = file.utf8(nameAt, nameLength);
        if ((file.u16(at + 8) & ENCRYPTED) != 0) {
            throw file.problemAtByte(at, "entry " + Excerpt.of(name) + " is encrypted");
        }
        long[] sizes = sizes(at, nameAt + nameLength, extraLength);
        ZipRecord record = new ZipRecord(name, file.u16(at + 10), sizes[1], sizes[0], file.u32(at + 16), sizes[2]);
        if (record.size() < 0 || record.compressed() < 0 || record.headerAt() < 0) {
            throw file.problemAtByte(at, "entry " + Excerpt.of(name) + " has a size or a place of 2^63 or more");
        }
        if (!name.endsWith("/") && records.put(name, record) != null) {
            throw file.problemAtByte(at, "expected each entry once, but found " + Excerpt.of(name) + " again");
        }
        return next;
    }

    /// The size, the size with compression, and the place: the zip64 field has those, in this order, that do not
    /// fit their own.
    private long[] sizes(long at, long extraAt, int extraLength) throws FormatException {
        long[] sizes = {file.u32(at + 24), file.u32(at + 20), file.u32(at + 42)};
        long field = extraAt;
        long extraEnd = extraAt + extraLength;
        while (extraEnd - field >= FIELD_HEADER && file.u16(field) != ZIP64_FIELD) {
            field += FIELD_HEADER + file.u16(field + 2);
        }
        long value = field + FIELD_HEADER;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == ELSEWHERE) {
                if (extraEnd - value < Long.BYTES) {
                    throw file.problemAtByte(at, "expected a zip64 field with the sizes of an entry, but found none");
                }
                sizes[i] = file.i64(value);
                value += Long.BYTES;
            }
        }
        return sizes;
    }

    /// Entries that share bytes are how a small archive unpacks to a huge one.
    private void checkSizes() throws FormatException {
        long left = begin;
        for (ZipRecord record : records.values()) {
            left -= Math.min(record.compressed(), begin + 1);
            if (left < 0) {
                throw file.problem("entry " + Excerpt.of(record.name())
                        + ": expected the entries to be as large as the archive at most, but together they are larger");
            }
        }
    }
}
