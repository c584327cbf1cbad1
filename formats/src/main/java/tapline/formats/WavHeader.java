package tapline.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The bytes before the samples of a WAV file: a `fmt ` chunk, for floating point a `fact` chunk as the
/// specification asks, and the beginning of `data`.
final class WavHeader {
    /// The size of what has no end yet.
    static final long UNKNOWN = 0xffffffffL;

    private static final long MOST_BYTES = 0xffff_fffeL;

    private WavHeader() {}

    /// @param file what messages call the file
    /// @throws FormatException if so many frames are more than a WAV file holds
    static byte[] of(WavLayout layout, long frames, String file) throws FormatException {
        long dataBytes = Math.multiplyExact(frames, (long) layout.frameBytes());
        long riffBytes = riffBytes(layout, dataBytes) + (isPadded(layout, frames) ? 1 : 0);
        if (riffBytes > MOST_BYTES) {
            throw new FormatException(
                    file, "a WAV file holds at most " + MOST_BYTES + " bytes, but this would have " + riffBytes);
        }
        return bytes(layout, riffBytes, frames, dataBytes);
    }

    /// The most frames that a WAV file holds.
    static long mostFrames(WavLayout layout) {
        return (MOST_BYTES - riffBytes(layout, 0)) / layout.frameBytes();
    }

    /// The same where nobody knows how many frames will come.
    static byte[] ofUnknown(WavLayout layout) {
        return bytes(layout, UNKNOWN, UNKNOWN, UNKNOWN);
    }

    /// Whether a byte follows so many frames, as it does where their bytes are odd.
    static boolean isPadded(WavLayout layout, long frames) {
        return (frames * layout.frameBytes() & 1) != 0;
    }

    private static long riffBytes(WavLayout layout, long dataBytes) {
        return bytes(layout, 0, 0, 0).length - 8 + dataBytes;
    }

    private static byte[] bytes(WavLayout layout, long riffBytes, long frames, long dataBytes) {
        WavEncoding encoding = layout.encoding();
        ByteBuffer header = ByteBuffer.allocate(encoding.isPcm() ? 44 : 58).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt((int) riffBytes).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(encoding.isPcm() ? 16 : 18).putShort((short) encoding.tag());
        header.putShort((short) layout.channels()).putInt((int) layout.sampleRate());
        header.putInt((int) Math.min(layout.sampleRate() * layout.frameBytes(), 0xffffffffL));
        header.putShort((short) layout.frameBytes()).putShort((short) encoding.bits());
        if (!encoding.isPcm()) {
            header.putShort((short) 0);
            header.put(ascii("fact")).putInt(4).putInt((int) frames);
        }
        return header.put(ascii("data")).putInt((int) dataBytes).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
