package tapline.formats;

import java.util.Optional;

/// What a file held, and how: enough to write a result the same way.
///
/// @param signal the samples
/// @param format the format found
/// @param wavEncoding how a WAV file stores its samples; absent for the other formats
public record SignalFile(Signal signal, Format format, Optional<WavEncoding> wavEncoding) {
    static SignalFile of(Signal signal, Format format) {
        return new SignalFile(signal, format, Optional.empty());
    }

    /// Options with which a signal is written as this file was: for a WAV, with the same encoding.
    public WriteOptions writeOptions() {
        return wavEncoding.map(WriteOptions.DEFAULT::wavEncoding).orElse(WriteOptions.DEFAULT);
    }
}
