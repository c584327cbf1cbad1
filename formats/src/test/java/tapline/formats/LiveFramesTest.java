package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;
import tapline.tensor.Tensor;

/// Live signals, frame by frame: what is in them, and what is wrong with them.
class LiveFramesTest {
    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CsvFrames csv(String text) throws IOException {
        return new CsvFrames(bytes(text), "live");
    }

    private static List<float[]> all(CsvFrames in) throws IOException {
        List<float[]> frames = new ArrayList<>();
        float[] frame = new float[in.channelNames().size()];
        while (in.read(frame)) {
            frames.add(frame.clone());
        }
        return frames;
    }

    @Test
    void linesAreFrames() throws IOException {
        CsvFrames in = csv("\ufeff# of today\n\n time ; \"left\" ;right\r\n0.0;1;2\n\n# more\n0.1; 3e-1 ;-4");
        assertThat(in.hasHeader()).isTrue();
        assertThat(in.timeName()).isEqualTo("time");
        assertThat(in.delimiter()).isEqualTo(';');
        assertThat(in.channelNames()).containsExactly("left", "right");
        assertThat(all(in)).containsExactly(new float[] {1, 2}, new float[] {0.3f, -4});
        assertThat(in.time()).isEqualTo("0.1");
    }

    @Test
    void columnsAreChosenByName() throws IOException {
        CsvFrames in = csv("a,b,c\n1,2,3\n");
        in.choose(List.of("c", "a"));
        assertThat(all(in)).containsExactly(new float[] {3, 1});
        assertThatThrownBy(() -> csv("a,b\n").choose(List.of("x")))
                .hasMessage("live: there is no column 'x'; there are columns 1 to 2: 'a', 'b'");
    }

    @Test
    void withoutNamesTheFirstLineIsAFrame() throws IOException {
        CsvFrames in = csv("1,2\n3,4\n");
        assertThat(in.hasHeader()).isFalse();
        assertThat(in.channelNames()).containsExactly("", "");
        assertThat(all(in)).hasSize(2);
        assertThat(csv("\n# nothing\n").isEmpty()).isTrue();
    }

    @Test
    void aLineThatIsNoFrameIsNamed() {
        assertThatThrownBy(() -> all(csv("a,b\n1,2\n3\n")))
                .hasMessage("live: line 3: expected 2 cells as in the first line, but found 1");
        assertThatThrownBy(() -> all(csv("a\n1\nnan\n")))
                .hasMessage("live: line 3: column 1 ('a'): expected a finite number, but found 'nan'");
        assertThatThrownBy(() -> all(csv("a,b\n1,\n")))
                .hasMessage("live: line 2: column 2 ('b'): expected a finite number, but the cell is empty");
        assertThatThrownBy(() -> all(csv("1\n\"2\n")))
                .hasMessage("live: line 2: expected a quoted cell to end with a quote and a delimiter on its line, but "
                        + "it doesn't");
    }

    @Test
    void bareSamplesAreReadAsTheyWereWritten() {
        RandomCases.forEach(50, random -> {
            int channels = random.nextInt(1, 4);
            float[] frame = RandomCases.floats(random, channels);
            for (WavEncoding encoding : WavEncoding.values()) {
                byte[] written = RawFrames.encode(encoding, frame);
                RawFrames in = new RawFrames(new ByteArrayInputStream(written), "live", encoding, channels);
                float[] read = new float[channels];
                try {
                    assertThat(in.read(read)).isTrue();
                    assertThat(RawFrames.encode(encoding, read)).isEqualTo(written);
                    assertThat(in.read(read)).isFalse();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        assertThat(RawFrames.encode(WavEncoding.PCM_16, new float[] {Float.NaN, 9, -9}))
                .containsExactly(0, 0, -1, 127, 0, -128);
    }

    /// Whatever the bytes, there are frames or a message in one line.
    @Test
    void noBytesDoHarm() {
        String letters = "0123456789,;.\n\r\"'#-+eE naif\t\u00e9\0";
        RandomCases.forEach(2000, random -> {
            byte[] bytes = random(random, letters);
            try {
                all(new CsvFrames(new ByteArrayInputStream(bytes), "live"));
                RawFrames raw = new RawFrames(new ByteArrayInputStream(bytes), "live", WavEncoding.FLOAT_32, 2);
                float[] frame = new float[2];
                while (raw.read(frame)) {
                    assertThat(Float.isFinite(frame[0])).isTrue();
                }
            } catch (FormatException e) {
                assertThat(e.getMessage()).startsWith("live: ");
                assertThat(e.getMessage().lines()).hasSize(1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void noDamageToAHeaderDoesHarm() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Signals.write(Signal.of(Tensor.ones(2, 20), 8000), written, Format.WAV);
        RandomCases.forEach(2000, random -> {
            byte[] bytes = Arrays.copyOf(written.toByteArray(), random.nextInt(written.size() + 1));
            for (int damage = random.nextInt(4); damage > 0 && bytes.length > 0; damage--) {
                bytes[random.nextInt(Math.min(60, bytes.length))] = (byte) random.nextInt();
            }
            try {
                WavFrames in = new WavFrames(new ByteArrayInputStream(bytes), "live");
                float[] frame = new float[in.channels()];
                while (in.read(frame)) {
                    assertThat(Float.isFinite(frame[0])).isTrue();
                }
            } catch (FormatException e) {
                assertThat(e.getMessage()).startsWith("live: ");
                assertThat(e.getMessage().lines()).hasSize(1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] random(SplittableRandom random, String letters) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        byte[] likely = letters.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = random.nextInt(20) == 0 ? bytes[i] : likely[random.nextInt(likely.length)];
        }
        return Arrays.copyOf(bytes, bytes.length);
    }
}
