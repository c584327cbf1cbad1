package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static tapline.formats.FixtureBytes.format;
import static tapline.formats.FixtureBytes.wave;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tapline.tensor.Tensor;

class WavWriterTest {
    private static byte[] write(Signal signal, WavEncoding encoding) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Signals.write(signal, out, Format.WAV, WriteOptions.DEFAULT.wavEncoding(encoding));
        return out.toByteArray();
    }

    private static SignalFile read(byte[] wav) throws IOException {
        return Signals.readFile(new ByteArrayInputStream(wav), "x", ReadOptions.DEFAULT);
    }

    @Test
    void theBytesOfPcm() throws IOException {
        Signal signal = Signal.of(Tensor.of(new float[][] {{-1, 0.5f}, {0.25f, 0}}), 8000);
        assertThat(write(signal, WavEncoding.PCM_16))
                .isEqualTo(wave(format(1, 2, 8000, 16), new FixtureBytes().u16(0x8000, 0x2000, 0x4000, 0)));
        Signal odd = Signal.of(Tensor.of(-1f, 0f, 0.5f), 100);
        assertThat(write(odd, WavEncoding.PCM_8))
                .isEqualTo(wave(format(1, 1, 100, 8), new FixtureBytes().u8(0, 128, 192)));
    }

    @Test
    void theBytesOfFloatingPoint() throws IOException {
        FixtureBytes format =
                new FixtureBytes().bytes(format(3, 1, 360, 32).done()).u16(0);
        assertThat(write(Signal.of(Tensor.of(1.5f, -2f), 360), WavEncoding.FLOAT_32))
                .isEqualTo(wave(new FixtureBytes()
                        .chunk("fmt ", format)
                        .chunk("fact", new FixtureBytes().u32(2))
                        .chunk("data", new FixtureBytes().f32(1.5f, -2))));
    }

    @ParameterizedTest
    @EnumSource(WavEncoding.class)
    void whatWasReadIsWrittenBitForBit(WavEncoding encoding) throws IOException {
        for (int channels : new int[] {1, 2, 3}) {
            Signal signal = Signal.of(Samples.random(channels, channels, 30_001), 44_100);
            byte[] once = write(signal, encoding);
            SignalFile file = read(once);
            assertThat(file.wavEncoding()).hasValue(encoding);
            assertThat(file.signal().sampleRate()).hasValue(44_100);
            assertThat(write(file.signal(), file.wavEncoding().orElseThrow())).isEqualTo(once);
            // Half a level, and a whole one where +1 is clipped.
            double tolerance = encoding.isPcm() ? Math.scalb(1.0, 1 - encoding.bits()) : 0;
            assertThat(file.signal().samples().allClose(signal.samples(), 0, tolerance))
                    .isTrue();
        }
    }

    @Test
    void floatingPointKeepsEveryBit() throws IOException {
        Signal signal = Signal.of(Samples.anyBits(7, 2, 5000), 1);
        for (WavEncoding encoding : new WavEncoding[] {WavEncoding.FLOAT_32, WavEncoding.FLOAT_64}) {
            assertThat(Samples.bits(read(write(signal, encoding)).signal().samples()))
                    .isEqualTo(Samples.bits(signal.samples()));
        }
    }

    @Test
    void pcmRoundsToTheNearestAndClips() throws IOException {
        Tensor samples = Tensor.of(1.4f / 128, 1.6f / 128, -1.6f / 128, 1f, 7f, -7f, Float.NEGATIVE_INFINITY);
        assertThat(read(write(Signal.of(samples, 1), WavEncoding.PCM_8))
                        .signal()
                        .samples()
                        .mul(128)
                        .floats())
                .containsExactly(1, 2, -2, 127, 127, -128, -128);
        for (WavEncoding encoding : new WavEncoding[] {WavEncoding.PCM_16, WavEncoding.PCM_24, WavEncoding.PCM_32}) {
            float[] clipped = read(write(Signal.of(Tensor.of(7f, -7f), 1), encoding))
                    .signal()
                    .samples()
                    .floats();
            assertThat(clipped[0]).isBetween(0.9999f, 1f);
            assertThat(clipped[1]).isEqualTo(-1);
        }
    }

    @Test
    void whatAWavFileCannotHoldIsRefusedBeforeAnythingIsWritten() {
        assertRefused(Signal.of(Tensor.of(1f)), "output: a WAV file needs a sample rate, but it is unknown");
        assertRefused(
                Signal.of(Tensor.of(1f), 12.5),
                "output: a WAV file needs a sample rate that is a whole number of Hz below 2^32, but got 12.5");
        assertRefused(
                Signal.of(Tensor.of(1f), 0x1p32),
                "output: a WAV file needs a sample rate that is a whole number of Hz below 2^32, but got 4.294967296E9");
        assertRefused(
                Signal.of(Tensor.of(new float[][] {{0, 0}, {0, Float.NaN}}), 1),
                "output: PCM can't hold NaN, but sample 1 of channel 2 is");
        assertRefused(
                Signal.of(Tensor.zeros(40_000, 1), 1),
                "output: a WAV file has frames of at most 65535 bytes, but 40000 channels need 80000");
    }

    private static void assertRefused(Signal signal, String message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Refusal.of(() ->
                        Signals.write(signal, out, Format.WAV, WriteOptions.DEFAULT.wavEncoding(WavEncoding.PCM_16))))
                .isEqualTo(message);
        assertThat(out.size()).isZero();
    }
}
