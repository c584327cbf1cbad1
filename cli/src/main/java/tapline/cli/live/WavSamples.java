package tapline.cli.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tapline.formats.RawFrames;
import tapline.formats.WavFrames;
import tapline.stream.StreamPlan;

/// WAV in, and WAV of the same encoding out. Its header says how many frames there are, where that of the signal
/// does, each is answered by one, and a WAV file holds so many.
final class WavSamples implements Frames {
    private static final String NAME = "standard output";

    private final WavFrames in;
    private final OutputStream out;
    private boolean isPadded;

    /// Waits for the header.
    WavSamples(InputStream in, OutputStream out) throws IOException {
        this.in = new WavFrames(in, "standard input");
        this.out = out;
    }

    @Override
    public List<String> channelNames() {
        return Collections.nCopies(in.channels(), "");
    }

    @Override
    public OptionalDouble sampleRate() {
        return OptionalDouble.of(in.sampleRate());
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
    public void begin(List<String> names, StreamPlan plan) throws IOException {
        int channels = plan.outChannels();
        long most = WavFrames.mostFrames(channels, in.encoding(), NAME);
        boolean isKnown = plan.answersAtOnce() && in.frames().orElse(Long.MAX_VALUE) <= most;
        OptionalLong frames = isKnown ? in.frames() : OptionalLong.empty();
        out.write(WavFrames.header(channels, in.sampleRate() / plan.stride(), in.encoding(), frames, NAME));
        // Chunks have even lengths.
        isPadded = (frames.orElse(0) * channels * (in.encoding().bits() / Byte.SIZE) & 1) != 0;
    }

    @Override
    public void write(float[] frame) throws IOException {
        out.write(RawFrames.encode(in.encoding(), frame));
    }

    @Override
    public void end() throws IOException {
        if (isPadded) {
            out.write(0);
        }
    }
}
