package tapline.formats;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Builds files byte by byte in the words of their specifications. Numbers are little-endian.
final class FixtureBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    FixtureBytes ascii(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    FixtureBytes u8(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    FixtureBytes u16(int... values) {
        for (int value : values) {
            u8(value, value >> 8);
        }
        return this;
    }

    FixtureBytes u32(long... values) {
        for (long value : values) {
            u16((int) value, (int) (value >> 16));
        }
        return this;
    }

    FixtureBytes f32(float... values) {
        for (float value : values) {
            u32(Float.floatToRawIntBits(value));
        }
        return this;
    }

    FixtureBytes f64(double... values) {
        for (double value : values) {
            long bits = Double.doubleToRawLongBits(value);
            u32(bits, bits >> 32);
        }
        return this;
    }

    FixtureBytes bytes(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    /// A RIFF chunk: its identifier, its size, the body and, where that is odd, a byte that pads it.
    FixtureBytes chunk(String id, FixtureBytes body) {
        byte[] content = body.done();
        ascii(id).u32(content.length).bytes(content);
        return content.length % 2 == 0 ? this : u8(0);
    }

    /// The body of a `fmt ` chunk of 16 bytes.
    static FixtureBytes format(int tag, int channels, int rate, int bits) {
        int frame = channels * bits / 8;
        return new FixtureBytes()
                .u16(tag, channels)
                .u32(rate, (long) rate * frame)
                .u16(frame, bits);
    }

    /// A WAVE file of these chunks.
    static byte[] wave(FixtureBytes chunks) {
        return new FixtureBytes()
                .chunk("RIFF", new FixtureBytes().ascii("WAVE").bytes(chunks.done()))
                .done();
    }

    static byte[] wave(FixtureBytes format, FixtureBytes data) {
        return wave(new FixtureBytes().chunk("fmt ", format).chunk("data", data));
    }

    /// An `.npy` file of version 1.0 with this header text.
    static byte[] npy(String header, FixtureBytes data) {
        return new FixtureBytes()
                .u8(0x93)
                .ascii("NUMPY")
                .u8(1, 0)
                .u16(header.length())
                .ascii(header)
                .bytes(data.done())
                .done();
    }

    byte[] done() {
        return bytes.toByteArray();
    }
}
