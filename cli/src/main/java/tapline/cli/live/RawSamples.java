package tapline.cli.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import tapline.formats.RawFrames;
import tapline.formats.WavEncoding;
import tapline.stream.StreamPlan;

/// Bare samples, frame after frame.
final class RawSamples implements Frames {
    private final RawFrames in;
    private final OutputStream out;
    private final WavEncoding encoding;
    private final int channels;
    private final OptionalDouble sampleRate;

    RawSamples(InputStream in, OutputStream out, WavEncoding encoding, int channels, OptionalDouble sampleRate) {
        this.in = new RawFrames(in, "standard input", encoding, channels);
        this.out = out;
        this.encoding = encoding;
        this.channels = channels;
        this.sampleRate = sampleRate;
    }

    @Override
    public List<String> channelNames() {
        return Collections.nCopies(channels, "");
    }

    @Override
    public OptionalDouble sampleRate() {
        return sampleRate;
    }

    @Override
    public boolean isText() {
        return false;
    }

    @Override
    public boolean read(float[] frame) throws IOException {
        return in.read(frame);
    }

    @Override
    public void begin(List<String> names, StreamPlan plan) {
        // Bare samples have no names.
    }

    @Override
    public void write(float[] frame) throws IOException {
        out.write(RawFrames.encode(encoding, frame));
    }

    @Override
    public void end() {
        // Nothing comes behind bare samples.
    }
}
