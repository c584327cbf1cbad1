package tapline.cli.live;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tapline.formats.WavEncoding;

/// How live signals are written down, on both sides: WAV or CSV, as its first bytes tell, or bare samples.
///
/// @param raw of bare samples, which don't say themselves what they are; absent for a signal that does
/// @param channels of bare samples
/// @param sampleRate of bare samples (Hz), if it is known
public record LiveFormat(Optional<WavEncoding> raw, int channels, OptionalDouble sampleRate) {
    private static final int BUFFER = 1 << 16;
    private static final byte[] WAV = "RIFF".getBytes(StandardCharsets.US_ASCII);

    /// Answers all that comes in, to the end.
    ///
    /// @param isTerminal whether people look at what comes out
    /// @return how long that took, in words
    /// @throws IllegalArgumentException if they could not read it
    public String run(
            LiveNetwork network, InputStream in, PrintStream out, boolean isTerminal, Optional<SnapshotFile> snapshot)
            throws IOException {
        Answers answers = new Answers(out);
        InputStream flushing = new BufferedInputStream(new FlushingInput(in, answers), BUFFER);
        Frames frames = frames(flushing, answers, network.inputs());
        if (isTerminal && !frames.isText()) {
            throw new IllegalArgumentException(
                    "standard output: expected a file or a pipe for samples, which aren't text");
        }
        boolean isEmpty = frames.channelNames().isEmpty();
        return (isEmpty ? new Latencies() : new LiveRun(network, frames, answers, snapshot).run()).toString();
    }

    private Frames frames(InputStream in, OutputStream out, List<String> wanted) throws IOException {
        if (raw.isPresent()) {
            return new RawSamples(in, out, raw.get(), channels, sampleRate);
        }
        return isWav(in) ? new WavSamples(in, out) : new CsvLines(in, out, wanted);
    }

    /// Looks at no more bytes than it takes to tell: there may be none for a long time.
    private static boolean isWav(InputStream in) throws IOException {
        in.mark(WAV.length);
        int same = 0;
        while (same < WAV.length && in.read() == WAV[same]) {
            same++;
        }
        in.reset();
        return same == WAV.length;
    }
}
