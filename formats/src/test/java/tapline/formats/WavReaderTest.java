package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static tapline.formats.FixtureBytes.format;
import static tapline.formats.FixtureBytes.wave;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int RIFF_SIZE_AT = 4;
    private static final int FORMAT_AT = 20;
    private static final int DATA_SIZE_AT = 40;

    private static SignalFile read(byte[] wav) throws IOException {
        return Signals.readFile(new ByteArrayInputStream(wav), "x", ReadOptions.DEFAULT);
    }

    private static float[] samples(byte[] wav) throws IOException {
        return read(wav).signal().samples().floats();
    }

    private static FixtureBytes bytes() {
        return new FixtureBytes();
    }

    private static byte[] with(byte[] file, int at, FixtureBytes patch) {
        byte[] patched = file.clone();
        byte[] bytes = patch.done();
        System.arraycopy(bytes, 0, patched, at, bytes.length);
        return patched;
    }

    private final byte[] stereo = wave(format(PCM, 2, 8000, 16), bytes().u16(0x7fff, 0x8000, 0x4000, 0xffff));

    @Test
    void sixteenBitsInterleaved() throws IOException {
        SignalFile file = read(stereo);
        assertThat(file.format()).isEqualTo(Format.WAV);
        assertThat(file.wavEncoding()).hasValue(WavEncoding.PCM_16);
        assertThat(file.writeOptions().wavEncoding()).isEqualTo(WavEncoding.PCM_16);
        assertThat(file.signal().sampleRate()).hasValue(8000);
        assertThat(file.signal().samples().shape().toArray()).containsExactly(2, 2);
        assertThat(file.signal().samples().floats()).containsExactly(0x7fff / 0x1p15f, 0.5f, -1, -0x1p-15f);
    }

    @Test
    void eightBitsAreUnsigned() throws IOException {
        assertThat(samples(wave(format(PCM, 1, 1, 8), bytes().u8(0, 128, 255, 64))))
                .containsExactly(-1, 0, 127 / 128f, -0.5f);
    }

    @Test
    void twentyFourBitsAreSignExtended() throws IOException {
        FixtureBytes data = bytes().u8(0xff, 0xff, 0x7f, 0, 0, 0x80, 0xff, 0xff, 0xff, 1, 0, 0);
        assertThat(samples(wave(format(PCM, 1, 1, 24), data)))
                .containsExactly(0x7fffff / 0x1p23f, -1, -0x1p-23f, 0x1p-23f);
    }

    @Test
    void thirtyTwoBits() throws IOException {
        assertThat(samples(wave(format(PCM, 1, 1, 32), bytes().u32(0x80000000L, 0x40000000L, 1))))
                .containsExactly(-1, 0.5f, 0x1p-31f);
    }

    @Test
    void floatingPointIsTakenAsItIs() throws IOException {
        assertThat(samples(wave(format(FLOAT, 1, 1, 32), bytes().f32(-0.0f, 3.5f, Float.MIN_VALUE))))
                .containsExactly(-0.0f, 3.5f, Float.MIN_VALUE);
        assertThat(samples(wave(format(FLOAT, 1, 1, 64), bytes().f64(0.1, -2)))).containsExactly(0.1f, -2);
    }

    @Test
    void theExtensibleFormatNamesASubFormat() throws IOException {
        byte[] guidTail = bytes().u16(0, 0, 0x10)
                .u8(0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71)
                .done();
        FixtureBytes extensible = bytes().bytes(format(EXTENSIBLE, 1, 48000, 24).done())
                .u16(22, 20)
                .u32(4)
                .u16(PCM)
                .bytes(guidTail);
        byte[] wav = wave(extensible, bytes().u8(0, 0, 0x40));
        assertThat(samples(wav)).containsExactly(0.5f);

        assertThat(Refusal.of(with(wav, FORMAT_AT + 30, bytes().u8(7))))
                .isEqualTo("x: byte 44: expected the sub-format PCM or floating point, but found another");
        assertThat(Refusal.of(with(wav, FORMAT_AT + 18, bytes().u16(25))))
                .isEqualTo("x: byte 38: expected at most 24 valid bits, but found 25");
        assertThat(Refusal.of(wave(format(EXTENSIBLE, 1, 48000, 24), bytes().u8(0, 0, 0))))
                .isEqualTo("x: byte 16: expected an extensible 'fmt ' chunk of 40 bytes or more, but found 16");
    }

    @Test
    void otherChunksAreSkippedWithTheirPadding() throws IOException {
        byte[] wav = wave(bytes().chunk("LIST", bytes().ascii("odd"))
                .chunk("fmt ", format(PCM, 1, 100, 8))
                .chunk("fact", bytes().u32(3))
                .chunk("data", bytes().u8(0, 128, 192))
                .chunk("id3 ", bytes().ascii("after")));
        assertThat(samples(wav)).containsExactly(-1, 0, 0.5f);
    }

    @Test
    void thePaddingOfTheLastChunkMayBeMissing() throws IOException {
        byte[] padded = wave(format(PCM, 1, 100, 8), bytes().u8(0, 128, 192));
        assertThat(samples(Arrays.copyOf(padded, padded.length - 1))).containsExactly(-1, 0, 0.5f);
    }

    @ParameterizedTest
    @ValueSource(longs = {0xffffffffL, 0x7ffff000L, 0})
    void aSizeThatAPipeLeftOpenReachesToTheEnd(long size) throws IOException {
        long riffSize = size == 0 ? 36 : size == 0xffffffffL ? size : size + 36;
        byte[] wav = with(with(stereo, DATA_SIZE_AT, bytes().u32(size)), RIFF_SIZE_AT, bytes().u32(riffSize));
        assertThat(samples(wav)).containsExactly(samples(stereo));
    }

    @Test
    void noSamplesAreNoSignal() {
        assertThat(Refusal.of(wave(format(PCM, 1, 100, 8), bytes())))
                .isEqualTo("x: byte 44: the file holds no samples");
        byte[] listBehind = wave(bytes().chunk("fmt ", format(PCM, 1, 100, 8))
                .chunk("data", bytes())
                .chunk("LIST", bytes().ascii("text")));
        assertThat(Refusal.of(listBehind)).isEqualTo("x: byte 44: the file holds no samples");
    }

    @Test
    void channelsAreChosenByNumber() throws IOException {
        ReadOptions second = ReadOptions.DEFAULT.columns("2");
        assertThat(Signals.read(new ByteArrayInputStream(stereo), "x", second)
                        .samples()
                        .floats())
                .containsExactly(-1, -0x1p-15f);
        assertThat(Refusal.of(
                        () -> Signals.read(new ByteArrayInputStream(stereo), "x", ReadOptions.DEFAULT.columns("left"))))
                .isEqualTo("x: there is no channel 'left'; there are channels 1 to 2, without names");
    }

    @Test
    void eachLieIsNamedWithItsByte() {
        assertThat(Refusal.of(with(stereo, 0, bytes().ascii("RF64"))))
                .isEqualTo("x: byte 0: expected 'RIFF', but found 'RF64'");
        assertThat(Refusal.of(with(stereo, 8, bytes().ascii("AVI "))))
                .isEqualTo("x: byte 8: expected 'WAVE', but found 'AVI '");
        assertThat(Refusal.of(with(stereo, RIFF_SIZE_AT, bytes().u32(1000))))
                .isEqualTo("x: byte 4: the header says that 1000 bytes follow, but 44 do: the file is cut short");
        assertThat(Refusal.of(with(stereo, 16, bytes().u32(15))))
                .isEqualTo("x: byte 16: expected a 'fmt ' chunk of 16 bytes or more, but found 15");
        assertThat(Refusal.of(with(stereo, 16, bytes().u32(0xfffffff0L))))
                .isEqualTo("x: byte 16: the chunk 'fmt ' says that it has 4294967280 bytes, but 32 follow");
        assertThat(Refusal.of(with(stereo, FORMAT_AT, bytes().u16(0x55))))
                .isEqualTo("x: byte 20: expected PCM or floating point (format tag 1 or 3), but found 0x0055");
        assertThat(Refusal.of(with(stereo, FORMAT_AT + 2, bytes().u16(0))))
                .isEqualTo("x: byte 22: expected at least 1 channel, but found 0");
        assertThat(Refusal.of(with(stereo, FORMAT_AT + 4, bytes().u32(0))))
                .isEqualTo("x: byte 24: expected a sample rate of at least 1 Hz, but found 0");
        assertThat(Refusal.of(with(stereo, FORMAT_AT + 12, bytes().u16(5))))
                .isEqualTo("x: byte 32: expected frames of 4 bytes (2 channels of 16 bits), but found 5");
        assertThat(Refusal.of(with(stereo, FORMAT_AT + 14, bytes().u16(12))))
                .isEqualTo("x: byte 34: expected PCM of 8, 16, 24 or 32 bits, but found 12 bits");
        assertThat(Refusal.of(wave(format(FLOAT, 1, 1, 16), bytes().u16(0))))
                .isEqualTo("x: byte 34: expected floating point of 32 or 64 bits, but found 16 bits");
        assertThat(Refusal.of(with(stereo, DATA_SIZE_AT, bytes().u32(9))))
                .isEqualTo(
                        "x: byte 40: the chunk 'data' says that it has 9 bytes, but 8 follow: the file is cut short");
        assertThat(Refusal.of(with(stereo, DATA_SIZE_AT, bytes().u32(6))))
                .isEqualTo("x: byte 40: expected whole frames of 4 bytes, but found 6 bytes");
        assertThat(Refusal.of(wave(bytes().chunk("data", bytes().u8(0)))))
                .isEqualTo("x: byte 12: expected a 'fmt ' chunk before the 'data' chunk");
        assertThat(Refusal.of(wave(bytes().chunk("fmt ", format(PCM, 1, 1, 8)).chunk("fmt ", format(PCM, 1, 1, 8)))))
                .isEqualTo("x: byte 36: expected one 'fmt ' chunk, but found a second");
        assertThat(Refusal.of(wave(bytes().chunk("fmt ", format(PCM, 1, 1, 8)))))
                .isEqualTo("x: byte 36: the file ends before its 'data' chunk: it is cut short");
        assertThat(Refusal.of(wave(bytes())))
                .isEqualTo("x: byte 12: the file ends before its 'fmt ' chunk: it is cut short");
    }
}
