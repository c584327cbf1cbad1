package tapline.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/// A live signal in WAV: its header, and then frame after frame, each read when it is asked for. Where the header
/// says how many there are, what comes behind them is not looked at; where it doesn't, as it can't of a signal that
/// is being made, they go on until the end. Not thread-safe.
public final class WavFrames {
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int LONGEST_HEADER = 1 << 20;

    private final String name;
    private final WavLayout layout;
    private final OptionalLong frames;
    private final RawFrames samples;
    private long read;

    /// Waits for the header.
    ///
    /// @param in that delivers what has arrived, and waits only where that is nothing. *Kept*
    /// @param name what messages call it
    /// @throws FormatException if the header is damaged, or of an encoding that isn't a [WavEncoding]
    public WavFrames(InputStream in, String name) throws IOException {
        this.name = name;
        Content header = new Content(name, header(in, name));
        WavReader.Data data = new WavReader(header).data();
        layout = data.layout();
        // Who writes while the signal is made may leave 0 where the size will be.
        frames = data.size() == 0 || data.isUnknown()
                ? OptionalLong.empty()
                : OptionalLong.of(data.size() / layout.frameBytes());
        if (frames.isPresent() && data.size() % layout.frameBytes() != 0) {
            throw header.problemAtByte(
                    data.body() - 4L,
                    "expected whole frames of " + layout.frameBytes() + " bytes, but found " + data.size() + " bytes");
        }
        samples = new RawFrames(in, name, layout.encoding(), layout.channels(), data.body());
    }

    /// All up to the first sample, or to the end if that comes before.
    private static byte[] header(InputStream in, String name) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(in.readNBytes(RIFF_HEADER));
        while (true) {
            Content chunk = new Content(name, in.readNBytes(CHUNK_HEADER));
            all.write(chunk.bytes());
            if (chunk.length() < CHUNK_HEADER || chunk.has(0, "data")) {
                return all.toByteArray();
            }
            long size = WavReader.littleEndian(chunk).getInt(4) & 0xffffffffL;
            if (size > LONGEST_HEADER - all.size()) {
                throw new FormatException(
                        name,
                        "byte " + (all.size() - 4) + ": expected the samples within the first " + LONGEST_HEADER
                                + " bytes, but the chunk " + Excerpt.of(chunk.text(0, 4)) + " alone says that it has "
                                + size);
            }
            all.write(in.readNBytes((int) (size + (size & 1))));
        }
    }

    /// Channels of a frame.
    public int channels() {
        return layout.channels();
    }

    /// In Hz.
    public long sampleRate() {
        return layout.sampleRate();
    }

    /// How a sample is stored.
    public WavEncoding encoding() {
        return layout.encoding();
    }

    /// How many frames there are, if the header says it.
    public OptionalLong frames() {
        return frames;
    }

    /// Reads a frame.
    ///
    /// @param frame `[channels]`. *Modified*
    /// @return whether there was one; not at the end
    /// @throws FormatException if the signal ends within a frame, or before it has as many as its header says, or a
    ///     sample is not finite
    public boolean read(float[] frame) throws IOException {
        if (frames.isPresent() && read == frames.getAsLong()) {
            return false;
        }
        if (samples.read(frame)) {
            read++;
            return true;
        }
        if (frames.isPresent()) {
            throw new FormatException(
                    name,
                    "the header says that there are " + frames.getAsLong() + " frames, but it ends after " + read
                            + ": it is cut short");
        }
        return false;
    }

    /// The most frames that a header can tell of.
    ///
    /// @param channels of a frame
    /// @param name what messages call the signal
    /// @throws FormatException if a WAV file can't have so many channels
    public static long mostFrames(int channels, WavEncoding encoding, String name) throws FormatException {
        return WavHeader.mostFrames(WavLayout.of(channels, 1, encoding, name));
    }

    /// The header of such a signal.
    ///
    /// @param sampleRate in Hz, a whole number
    /// @param frames how many there will be, if that is known
    /// @param name what messages call it
    /// @throws FormatException if a WAV file can't have so many channels or frames, or such a rate
    public static byte[] header(int channels, double sampleRate, WavEncoding encoding, OptionalLong frames, String name)
            throws FormatException {
        WavLayout layout = WavLayout.of(channels, sampleRate, encoding, name);
        return frames.isPresent() ? WavHeader.of(layout, frames.getAsLong(), name) : WavHeader.ofUnknown(layout);
    }
}
