package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;

/// RIFF WAVE.
final class WavCodec implements SignalCodec {
    @Override
    public SignalFile read(Content content, ReadOptions options) throws FormatException {
        return new WavReader(content).read(options);
    }

    @Override
    public void write(Signal signal, OutputStream out, String file, WriteOptions options) throws IOException {
        new WavWriter(signal, options.wavEncoding(), file).write(out);
    }
}
