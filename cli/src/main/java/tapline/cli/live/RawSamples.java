package tapline.cli.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import tapline.formats.RawFrames;
import tapline.formats.WavEncoding;

/// Bare samples, frame after frame.
final class RawSamples implements Frames {
    private final RawFrames in;
    private final OutputStream out;
    private final WavEncoding encoding;
    private final int channels;

    RawSamples(InputStream in, OutputStream out, WavEncoding encoding, int channels) {
        this.in = new RawFrames(in, "standard input", encoding, channels);
        this.out = out;
        this.encoding = encoding;
        this.channels = channels;
    }

    @Override
    public List<String> channelNames() {
        return Collections.nCopies(channels, "");
    }

    @Override
    public boolean read(float[] frame) throws IOException {
        return in.read(frame);
    }

    @Override
    public void begin(List<String> names) {
        // Bare samples have no names.
    }

    @Override
    public void write(float[] frame) throws IOException {
        out.write(RawFrames.encode(encoding, frame));
    }
}
