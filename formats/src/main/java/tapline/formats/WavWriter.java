package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes RIFF WAVE: a `fmt ` chunk, for floating point a `fact` chunk as the specification asks, and `data`.
final class WavWriter {
    private static final int MOST_CHANNELS = 0xffff;
    private static final int MOST_FRAME_BYTES = 0xffff;
    private static final long MOST_BYTES = 0xffff_fffeL;
    private static final int BUFFER = 1 << 16;

    private final Signal signal;
    private final WavEncoding encoding;
    private final String file;

    WavWriter(Signal signal, WavEncoding encoding, String file) {
        this.signal = signal;
        this.encoding = encoding;
        this.file = file;
    }

    void write(OutputStream out) throws IOException {
        long rate = rate();
        long frameBytes = (long) signal.channels() * encoding.bytes();
        long dataBytes = frameBytes * signal.length();
        int formatBytes = encoding.isPcm() ? 16 : 18;
        int factBytes = encoding.isPcm() ? 0 : 12;
        long riffBytes = 4 + 8 + formatBytes + factBytes + 8 + dataBytes + (dataBytes & 1);
        if (signal.channels() > MOST_CHANNELS || frameBytes > MOST_FRAME_BYTES) {
            throw new FormatException(
                    file,
                    "a WAV file has frames of at most " + MOST_FRAME_BYTES + " bytes, but " + signal.channels()
                            + " channels need " + frameBytes);
        }
        if (riffBytes > MOST_BYTES) {
            throw new FormatException(
                    file, "a WAV file holds at most " + MOST_BYTES + " bytes, but this would have " + riffBytes);
        }
        if (encoding.isPcm()) {
            refuseNaN();
        }
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt((int) riffBytes).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(formatBytes).putShort((short) encoding.tag());
        header.putShort((short) signal.channels()).putInt((int) rate);
        header.putInt((int) Math.min(rate * frameBytes, 0xffffffffL)).putShort((short) frameBytes);
        header.putShort((short) encoding.bits());
        if (!encoding.isPcm()) {
            header.putShort((short) 0);
            header.put(ascii("fact")).putInt(4).putInt(signal.length());
        }
        header.put(ascii("data")).putInt((int) dataBytes);
        out.write(header.array(), 0, header.position());
        writeSamples(out);
        if ((dataBytes & 1) != 0) {
            out.write(0);
        }
    }

    private long rate() throws FormatException {
        double rate = signal.sampleRate()
                .orElseThrow(() -> new FormatException(file, "a WAV file needs a sample rate, but it is unknown"));
        if (rate != Math.rint(rate) || rate > 0xffffffffL) {
            throw new FormatException(
                    file, "a WAV file needs a sample rate that is a whole number of Hz below 2^32, but got " + rate);
        }
        return (long) rate;
    }

    private void refuseNaN() throws FormatException {
        float[] samples = signal.samples().floats();
        for (int i = 0; i < samples.length; i++) {
            if (Float.isNaN(samples[i])) {
                throw new FormatException(
                        file,
                        "PCM can't hold NaN, but sample " + i % signal.length() + " of channel "
                                + (i / signal.length() + 1) + " is");
            }
        }
    }

    private void writeSamples(OutputStream out) throws IOException {
        float[] samples = signal.samples().floats();
        int length = signal.length();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (int frame = 0; frame < length; frame++) {
            for (int channel = 0; channel < signal.channels(); channel++) {
                if (buffer.remaining() < encoding.bytes()) {
                    out.write(buffer.array(), 0, buffer.position());
                    buffer.clear();
                }
                encoding.put(buffer, samples[channel * length + frame]);
            }
        }
        out.write(buffer.array(), 0, buffer.position());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
