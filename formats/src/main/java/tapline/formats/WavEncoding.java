package tapline.formats;

import java.nio.ByteBuffer;

/// How a WAV file stores a sample.
///
/// PCM of `b` bits holds whole numbers, `2^(b-1)` of which are 1.0. Writing rounds to the nearest (to the even
/// one of two) and clips what is beyond.
public enum WavEncoding {
    /// 8-bit PCM, the only unsigned one: 128 is silence.
    PCM_8(WavEncoding.TAG_PCM, 8),
    /// 16-bit PCM.
    PCM_16(WavEncoding.TAG_PCM, 16),
    /// 24-bit PCM: float32 holds it exactly.
    PCM_24(WavEncoding.TAG_PCM, 24),
    /// 32-bit PCM: float32 keeps its upper 24 bits.
    PCM_32(WavEncoding.TAG_PCM, 32),
    /// 32-bit floating point: every sample as it is.
    FLOAT_32(WavEncoding.TAG_FLOAT, 32),
    /// 64-bit floating point: written exactly, read to the nearest float32.
    FLOAT_64(WavEncoding.TAG_FLOAT, 64);

    static final int TAG_PCM = 1;
    static final int TAG_FLOAT = 3;

    private final int tag;
    private final int bits;

    WavEncoding(int tag, int bits) {
        this.tag = tag;
        this.bits = bits;
    }

    /// The size of one sample.
    public int bits() {
        return bits;
    }

    int bytes() {
        return bits / 8;
    }

    /// The format tag in the file's `fmt ` chunk.
    int tag() {
        return tag;
    }

    boolean isPcm() {
        return tag == TAG_PCM;
    }

    /// The next sample of a little-endian buffer.
    float get(ByteBuffer in) {
        return switch (this) {
            case PCM_8 -> ((in.get() & 0xff) - 0x80) / 0x1p7f;
            case PCM_16 -> in.getShort() / 0x1p15f;
            case PCM_24 -> ((in.getShort() & 0xffff) | (in.get() << 16)) / 0x1p23f;
            case PCM_32 -> in.getInt() / 0x1p31f;
            case FLOAT_32 -> in.getFloat();
            case FLOAT_64 -> (float) in.getDouble();
        };
    }

    /// Puts a sample into a little-endian buffer. For PCM it must not be NaN.
    void put(ByteBuffer out, float sample) {
        switch (this) {
            case PCM_8 -> out.put((byte) (level(sample) + 0x80));
            case PCM_16 -> out.putShort((short) level(sample));
            case PCM_24 -> {
                int level = level(sample);
                out.putShort((short) level).put((byte) (level >> 16));
            }
            case PCM_32 -> out.putInt(level(sample));
            case FLOAT_32 -> out.putFloat(sample);
            case FLOAT_64 -> out.putDouble(sample);
        }
    }

    private int level(float sample) {
        double one = 1L << (bits - 1);
        return (int) Math.clamp(Math.rint(sample * one), -one, one - 1);
    }
}
