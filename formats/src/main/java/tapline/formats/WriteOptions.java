package tapline.formats;

import java.util.Objects;

/// How a signal is written.
///
/// @param wavEncoding how a WAV file stores its samples
public record WriteOptions(WavEncoding wavEncoding) {
    /// 32-bit floating point in WAV files, which keeps every bit.
    public static final WriteOptions DEFAULT = new WriteOptions(WavEncoding.FLOAT_32);

    public WriteOptions {
        Objects.requireNonNull(wavEncoding, "wavEncoding");
    }

    /// These options with samples of another encoding in WAV files.
    public WriteOptions wavEncoding(WavEncoding encoding) {
        return new WriteOptions(encoding);
    }
}
