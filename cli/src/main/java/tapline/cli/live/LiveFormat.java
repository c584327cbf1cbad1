package tapline.cli.live;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import tapline.formats.WavEncoding;

/// How live signals are written down.
public enum LiveFormat {
    /// A frame each line.
    CSV,
    /// Samples of 16 bits, little-endian, 32768 of whose steps are 1.0.
    PCM16,
    /// Samples of float32, little-endian.
    FLOAT32;

    private static final int BUFFER = 1 << 16;

    /// Whether people can read it.
    public boolean isText() {
        return this == CSV;
    }

    /// Answers all that comes in, to the end.
    ///
    /// @param channels of bare samples
    /// @return how long that took, in words
    public String run(
            LiveNetwork network, InputStream in, PrintStream out, int channels, Optional<SnapshotFile> snapshot)
            throws IOException {
        OutputStream answers = new BufferedOutputStream(out, BUFFER);
        InputStream flushing = new BufferedInputStream(new FlushingInput(in, answers, out), BUFFER);
        Frames frames = switch (this) {
            case CSV -> new CsvLines(flushing, answers, network.inputs());
            case PCM16 -> new RawSamples(flushing, answers, WavEncoding.PCM_16, channels);
            case FLOAT32 -> new RawSamples(flushing, answers, WavEncoding.FLOAT_32, channels);
        };
        boolean isEmpty = frames.channelNames().isEmpty();
        return (isEmpty ? new Latencies() : new LiveRun(network, frames, answers, snapshot).run()).toString();
    }
}
