package tapline.formats;

/// A file in a zip archive, as the archive's directory describes it.
///
/// @param method how it is compressed: [#STORED] or [#DEFLATED]
/// @param compressed its bytes in the archive
/// @param size its bytes without compression
/// @param crc their checksum
/// @param headerAt where it begins, with a header of its own
record ZipRecord(String name, int method, long compressed, long size, long crc, long headerAt) {
    static final int STORED = 0;
    static final int DEFLATED = 8;
}
