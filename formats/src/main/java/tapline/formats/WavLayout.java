package tapline.formats;

import java.nio.ByteBuffer;

/// What the `fmt ` chunk of a WAV file says.
///
/// @param channels at least 1
/// @param sampleRate in Hz, at least 1
/// @param encoding how a sample is stored; that of the container where fewer bits are valid, since those are the
///     upper ones
record WavLayout(int channels, long sampleRate, WavEncoding encoding) {
    private static final int TAG_EXTENSIBLE = 0xfffe;
    private static final int PLAIN_SIZE = 16;
    private static final int EXTENSIBLE_SIZE = 40;
    /// The 14 bytes that follow the format tag in the GUID of a sub-format.
    private static final String GUID_TAIL =
            "\u0000\u0000\u0000\u0000\u0010\u0000\u0080\u0000\u0000\u00aa\u0000\u0038\u009b\u0071";

    private static final int MOST_FRAME_BYTES = 0xffff;

    /// What is to be written.
    ///
    /// @param file what messages call the file
    /// @throws FormatException if a WAV file can't have so many channels, or such a rate
    static WavLayout of(int channels, double sampleRate, WavEncoding encoding, String file) throws FormatException {
        long frameBytes = (long) channels * encoding.bytes();
        if (frameBytes > MOST_FRAME_BYTES) {
            throw new FormatException(
                    file,
                    "a WAV file has frames of at most " + MOST_FRAME_BYTES + " bytes, but " + channels
                            + " channels need " + frameBytes);
        }
        if (!(sampleRate >= 1 && sampleRate <= 0xffffffffL && sampleRate == Math.rint(sampleRate))) {
            throw new FormatException(
                    file,
                    "a WAV file needs a sample rate that is a whole number of Hz below 2^32, but got " + sampleRate);
        }
        return new WavLayout(channels, (long) sampleRate, encoding);
    }

    /// The size of one sample of all channels.
    int frameBytes() {
        return channels * encoding.bytes();
    }

    /// @param at the offset of the chunk's body, of which `size` bytes are known to be there
    static WavLayout parse(Content content, int at, long size) throws FormatException {
        if (size < PLAIN_SIZE) {
            throw content.problemAtByte(at - 4, "expected a 'fmt ' chunk of 16 bytes or more, but found " + size);
        }
        ByteBuffer bytes = WavReader.littleEndian(content);
        int tag = bytes.getShort(at) & 0xffff;
        int channels = bytes.getShort(at + 2) & 0xffff;
        long rate = bytes.getInt(at + 4) & 0xffffffffL;
        int frameBytes = bytes.getShort(at + 12) & 0xffff;
        int bits = bytes.getShort(at + 14) & 0xffff;
        if (channels == 0) {
            throw content.problemAtByte(at + 2, "expected at least 1 channel, but found 0");
        }
        if (rate == 0) {
            throw content.problemAtByte(at + 4, "expected a sample rate of at least 1 Hz, but found 0");
        }
        if (tag == TAG_EXTENSIBLE) {
            tag = extendedTag(content, bytes, at, size, bits);
        }
        WavLayout layout = new WavLayout(channels, rate, encoding(content, at, tag, bits));
        if (frameBytes != layout.frameBytes()) {
            throw content.problemAtByte(
                    at + 12,
                    "expected frames of " + layout.frameBytes() + " bytes (" + channels + " channels of " + bits
                            + " bits), but found " + frameBytes);
        }
        return layout;
    }

    private static int extendedTag(Content content, ByteBuffer bytes, int at, long size, int bits)
            throws FormatException {
        if (size < EXTENSIBLE_SIZE) {
            throw content.problemAtByte(
                    at - 4, "expected an extensible 'fmt ' chunk of 40 bytes or more, but found " + size);
        }
        int validBits = bytes.getShort(at + 18) & 0xffff;
        if (validBits > bits) {
            throw content.problemAtByte(at + 18, "expected at most " + bits + " valid bits, but found " + validBits);
        }
        if (!content.has(at + 26, GUID_TAIL)) {
            throw content.problemAtByte(at + 24, "expected the sub-format PCM or floating point, but found another");
        }
        return bytes.getShort(at + 24) & 0xffff;
    }

    private static WavEncoding encoding(Content content, int at, int tag, int bits) throws FormatException {
        for (WavEncoding encoding : WavEncoding.values()) {
            if (encoding.tag() == tag && encoding.bits() == bits) {
                return encoding;
            }
        }
        if (tag == WavEncoding.TAG_PCM || tag == WavEncoding.TAG_FLOAT) {
            String expected =
                    tag == WavEncoding.TAG_PCM ? "PCM of 8, 16, 24 or 32 bits" : "floating point of 32 or 64 bits";
            throw content.problemAtByte(at + 14, "expected " + expected + ", but found " + bits + " bits");
        }
        throw content.problemAtByte(
                at, String.format("expected PCM or floating point (format tag 1 or 3), but found 0x%04x", tag));
    }
}
