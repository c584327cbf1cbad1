package tapline.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import tapline.tensor.Tensor;

/// Reads RIFF WAVE, as in *Multimedia Programming Interface and Data Specifications 1.0* (IBM and Microsoft,
/// 1991), with the floating-point and extensible formats of *Multiple Channel Audio Data and WAVE Files*
/// (Microsoft, 2001).
///
/// Chunks behind `data` are not looked at. A program that writes to a pipe can't go back to fill in the sizes,
/// so some sizes of `data` stand for "until the end": 0xFFFFFFFF, the 0x7FFFF000 (in whole frames) of SoX, the
/// 0x7FFFFF00 and more of ALSA, and 0 in a file whose own size is not what its header says.
final class WavReader {
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final long UNKNOWN = WavHeader.UNKNOWN;
    private static final long UNKNOWN_TO_SOX = 0x7ffff000L;
    private static final long UNKNOWN_TO_ALSA = 0x7fffff00L;

    private final Content content;
    private final ByteBuffer bytes;

    WavReader(Content content) {
        this.content = content;
        this.bytes = littleEndian(content);
    }

    static ByteBuffer littleEndian(Content content) {
        return content.buffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Where the samples are.
    ///
    /// @param size what the header says, of the chunk of samples
    record Data(WavLayout layout, int body, long size) {
        /// Whether that size stands for "until the end", whatever else the header says.
        boolean isUnknown() {
            return size == UNKNOWN
                    || size == UNKNOWN_TO_SOX / layout.frameBytes() * layout.frameBytes()
                    || (size >= UNKNOWN_TO_ALSA && size <= Integer.MAX_VALUE);
        }
    }

    SignalFile read(ReadOptions options) throws FormatException {
        return samples(data(), options);
    }

    /// What stands before the samples.
    Data data() throws FormatException {
        checkRiffHeader();
        WavLayout layout = null;
        long at = RIFF_HEADER;
        while (at + CHUNK_HEADER <= content.length()) {
            int body = (int) at + CHUNK_HEADER;
            String id = content.text((int) at, 4);
            long size = size(body - 4);
            if (id.equals("data")) {
                if (layout == null) {
                    throw content.problemAtByte(at, "expected a 'fmt ' chunk before the 'data' chunk");
                }
                return new Data(layout, body, size);
            }
            if (size > content.length() - body) {
                throw content.problemAtByte(
                        body - 4,
                        "the chunk " + Excerpt.of(id) + " says that it has " + size + " bytes, but "
                                + (content.length() - body) + " follow");
            }
            if (id.equals("fmt ")) {
                if (layout != null) {
                    throw content.problemAtByte(at, "expected one 'fmt ' chunk, but found a second");
                }
                layout = WavLayout.parse(content, body, size);
            }
            at = body + size + (size & 1);
        }
        throw content.problemAtByte(
                content.length(),
                "the file ends before its " + (layout == null ? "'fmt '" : "'data'") + " chunk: it is cut short");
    }

    private void checkRiffHeader() throws FormatException {
        if (!content.has(0, "RIFF")) {
            String found = content.text(0, Math.min(4, content.length()));
            throw content.problemAtByte(0, "expected 'RIFF', but found " + Excerpt.of(found));
        }
        if (content.length() < RIFF_HEADER) {
            throw content.problemAtByte(content.length(), "the file ends inside the RIFF header: it is cut short");
        }
        if (!content.has(8, "WAVE")) {
            throw content.problemAtByte(8, "expected 'WAVE', but found " + Excerpt.of(content.text(8, 4)));
        }
    }

    private long size(int at) {
        return bytes.getInt(at) & 0xffffffffL;
    }

    private SignalFile samples(Data data, ReadOptions options) throws FormatException {
        WavLayout layout = data.layout;
        int body = data.body;
        long size = data.size;
        long present = content.length() - body;
        long riffSize = size(4);
        long dataBytes =
                data.isUnknown() || (size == 0 && riffSize + CHUNK_HEADER != content.length()) ? present : size;
        if (dataBytes > present) {
            throw content.problemAtByte(
                    body - 4,
                    "the chunk 'data' says that it has " + size + " bytes, but " + present
                            + " follow: the file is cut short");
        }
        // Some writers forget to write the byte that pads an odd chunk, though they count it.
        if (dataBytes == size && riffSize != UNKNOWN && riffSize + CHUNK_HEADER > content.length() + 1L) {
            throw content.problemAtByte(
                    4,
                    "the header says that " + riffSize + " bytes follow, but " + (content.length() - CHUNK_HEADER)
                            + " do: the file is cut short");
        }
        if (dataBytes == 0) {
            throw content.problemAtByte(body, "the file holds no samples");
        }
        if (dataBytes % layout.frameBytes() != 0) {
            throw content.problemAtByte(
                    body - 4,
                    "expected whole frames of " + layout.frameBytes() + " bytes, but found " + dataBytes + " bytes");
        }
        Signal signal = Signal.of(decode(layout, body, (int) dataBytes / layout.frameBytes()), layout.sampleRate());
        if (!options.columns().isEmpty()) {
            signal = signal.select(
                    new ChannelSelection(content, "channel", signal.channelNames()).positions(options.columns()));
        }
        return new SignalFile(signal, Format.WAV, Optional.of(layout.encoding()));
    }

    private Tensor decode(WavLayout layout, int body, int frames) {
        int channels = layout.channels();
        WavEncoding encoding = layout.encoding();
        float[] samples = new float[channels * frames];
        ByteBuffer in = bytes.position(body);
        for (int frame = 0; frame < frames; frame++) {
            for (int channel = 0; channel < channels; channel++) {
                samples[channel * frames + frame] = encoding.get(in);
            }
        }
        return Tensor.wrap(samples, channels, frames);
    }
}
