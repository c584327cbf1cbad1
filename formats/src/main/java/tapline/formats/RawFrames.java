package tapline.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A live signal as bare samples, little-endian, frame after frame. Not thread-safe.
public final class RawFrames {
    private final WavEncoding encoding;
    private final String name;
    private final InputStream in;
    private final ByteBuffer bytes;
    private long at;

    /// @param in that delivers what has arrived, and waits only where that is nothing. *Kept*
    /// @param name what messages call it
    /// @param channels of a frame, at least 1
    public RawFrames(InputStream in, String name, WavEncoding encoding, int channels) {
        this(in, name, encoding, channels, 0);
    }

    /// @param at how many bytes came before
    RawFrames(InputStream in, String name, WavEncoding encoding, int channels, long at) {
        this.at = at;
        this.in = in;
        this.name = name;
        this.encoding = encoding;
        bytes = buffer(encoding, channels);
    }

    private static ByteBuffer buffer(WavEncoding encoding, int channels) {
        return ByteBuffer.allocate(Math.multiplyExact(channels, encoding.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Reads a frame.
    ///
    /// @param frame `[channels]`. *Modified*
    /// @return whether there was one; not at the end
    /// @throws FormatException if the signal ends within a frame, or a sample is not finite
    public boolean read(float[] frame) throws IOException {
        int count = in.readNBytes(bytes.array(), 0, bytes.capacity());
        if (count == 0) {
            return false;
        }
        if (count < bytes.capacity()) {
            throw new FormatException(
                    name,
                    "byte " + at + ": expected a frame of " + bytes.capacity() + " bytes, but only " + count
                            + " are left");
        }
        bytes.clear();
        for (int c = 0; bytes.hasRemaining(); c++) {
            frame[c] = encoding.get(bytes);
            if (!Float.isFinite(frame[c])) {
                throw new FormatException(
                        name, "byte " + at + ": expected a frame of finite numbers, but one is " + frame[c]);
            }
        }
        at += count;
        return true;
    }

    /// A frame's bytes. For PCM, what is beyond the range is clipped, and what is no number is silence.
    ///
    /// @param frame *Not modified*
    public static byte[] encode(WavEncoding encoding, float[] frame) {
        ByteBuffer bytes = buffer(encoding, frame.length);
        for (float sample : frame) {
            encoding.put(bytes, encoding.isPcm() && Float.isNaN(sample) ? 0 : sample);
        }
        return bytes.array();
    }
}
