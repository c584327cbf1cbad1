package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.tensor.Tensor;

class CsvWriterTest {
    private static byte[] write(Signal signal, Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Signals.write(signal, out, format);
        return out.toByteArray();
    }

    private static Signal again(Signal signal) throws IOException {
        return Signals.read(new ByteArrayInputStream(write(signal, Format.CSV)), "x", ReadOptions.DEFAULT);
    }

    @Test
    void secondsComeFirstAndNamesAreMadeUp() throws IOException {
        Signal signal = Signal.of(Tensor.of(new float[][] {{1, -0.5f}, {1e-5f, 3}}), 4)
                .withChannelNames(List.of("", "a \"b\", c"));
        assertThat(new String(write(signal, Format.CSV), StandardCharsets.UTF_8))
                .isEqualTo("seconds,ch1,\"a \"\"b\"\", c\"\n0.000000,1.0,1.0E-5\n0.250000,-0.5,3.0\n");
        assertThat(again(signal).channelNames()).containsExactly("ch1", "a \"b\", c");
    }

    @Test
    void tabsForTsv() throws IOException {
        Signal signal = Signal.of(Tensor.of(new float[][] {{1, 2}, {3, 4}}));
        assertThat(new String(write(signal, Format.TSV), StandardCharsets.UTF_8))
                .isEqualTo("ch1\tch2\n1.0\t3.0\n2.0\t4.0\n");
    }

    @Test
    void namesThatWouldBeReadAsNumbersGetLetters() throws IOException {
        Signal signal = Signal.of(Tensor.of(new float[][] {{1}, {2}})).withChannelNames(List.of("1", "2"));
        assertThat(again(signal).channelNames()).containsExactly("ch1", "ch2");
        assertThat(again(signal).length()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000, 20_000})
    void everyBitComesBack(int length) throws IOException {
        Signal signal = Signal.of(Samples.anyBits(length, 3, length));
        assertThat(Samples.bits(again(signal).samples())).isEqualTo(Samples.bits(signal.samples()));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {0.001, 1.0 / 3, 1, 12.5, 250, 360, 1234.56789, 44_100, 48_000, 96_000, 1e6, 3e6, 123_456_789})
    void theRateComesBack(double rate) throws IOException {
        for (int length : new int[] {2, 3, 10, 4096}) {
            Signal signal = Signal.of(Samples.random(1, 1, length), rate);
            assertThat(again(signal).sampleRate()).as("length " + length).hasValue(rate);
            assertThat(again(signal).samples().equal(signal.samples())).isTrue();
        }
    }

    @Test
    void instantsBeyondDoubleAreRefused() {
        Signal signal = Signal.of(Tensor.zeros(1, 100), Double.MIN_NORMAL);
        assertThat(Refusal.of(() -> write(signal, Format.CSV)))
                .isEqualTo("output: at 2.2250738585072014E-308 Hz the signal lasts longer than a number can say");
    }
}
