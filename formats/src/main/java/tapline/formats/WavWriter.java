package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes RIFF WAVE.
final class WavWriter {
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
        WavLayout layout = WavLayout.of(signal.channels(), rate(), encoding, file);
        byte[] header = WavHeader.of(layout, signal.length(), file);
        if (encoding.isPcm()) {
            refuseNaN();
        }
        out.write(header);
        writeSamples(out);
        if (WavHeader.isPadded(layout, signal.length())) {
            out.write(0);
        }
    }

    private double rate() throws FormatException {
        return signal.sampleRate()
                .orElseThrow(() -> new FormatException(file, "a WAV file needs a sample rate, but it is unknown"));
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
}
