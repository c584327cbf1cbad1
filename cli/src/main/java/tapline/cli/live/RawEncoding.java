package tapline.cli.live;

import tapline.formats.WavEncoding;

/// How bare samples are stored, by the names that FFmpeg has for it.
public enum RawEncoding {
    /// Bytes, of which 128 is silence.
    U8(WavEncoding.PCM_8),
    /// Whole numbers of 16 bits, 32768 of whose steps are 1.0.
    S16LE(WavEncoding.PCM_16),
    /// Whole numbers of 24 bits.
    S24LE(WavEncoding.PCM_24),
    /// Whole numbers of 32 bits.
    S32LE(WavEncoding.PCM_32),
    /// Of float32.
    F32LE(WavEncoding.FLOAT_32),
    /// Of float64.
    F64LE(WavEncoding.FLOAT_64);

    private final WavEncoding encoding;

    RawEncoding(WavEncoding encoding) {
        this.encoding = encoding;
    }

    /// The same in WAV.
    public WavEncoding encoding() {
        return encoding;
    }
}
