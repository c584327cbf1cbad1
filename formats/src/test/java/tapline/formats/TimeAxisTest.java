package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAxisTest {
    private static Signal read(String csv, String... columns) throws IOException {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        return Signals.read(new ByteArrayInputStream(bytes), "x.csv", ReadOptions.DEFAULT.columns(columns));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds", "Time", "T", "s"})
    void anEvenAxisGivesTheRateAndIsNoChannel(String name) throws IOException {
        Signal signal = read("a," + name + ",b\n1,10,4\n2,10.5,5\n3,11,6\n");
        assertThat(signal.channelNames()).containsExactly("a", "b");
        assertThat(signal.samples().floats()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(signal.sampleRate()).hasValue(2);
    }

    @Test
    void itIsAChannelWhereAskedForAndStillGivesTheRate() throws IOException {
        Signal signal = read("t,a\n0,5\n0.25,6\n", "t");
        assertThat(signal.channelNames()).containsExactly("t");
        assertThat(signal.sampleRate()).hasValue(4);
        assertThat(read("t,a\n0,5\n0.25,6\n", "a").sampleRate()).hasValue(4);
    }

    @Test
    void itIsAChannelWhereThereIsNoOther() throws IOException {
        assertThat(read("t\n0\n1\n2\n").samples().floats()).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,1,2.3", "0,1,1", "0,-1,-2", "2,1,0", "0,1,nan", "0,0.001,0.0020021", "0,1e-9,2e-9,9e-9"})
    void anUnevenOneIsAChannelLikeOthers(String instants) throws IOException {
        StringBuilder csv = new StringBuilder("t,a\n");
        for (String instant : instants.split(",")) {
            csv.append(instant).append(",7\n");
        }
        Signal signal = read(csv.toString());
        assertThat(signal.channelNames()).containsExactly("t", "a");
        assertThat(signal.sampleRate()).isEmpty();
    }

    @Test
    void aTextInItMattersOnlyWhereItIsRead() throws IOException {
        assertThat(read("t,a\n0,1\nx,2\n", "a").sampleRate()).isEmpty();
        assertThat(read("time,a\n12:00,1\n12:01,2\n").channelNames()).containsExactly("a");
    }

    @Test
    void oneInstantGivesNoRate() throws IOException {
        Signal signal = read("t,a\n0,5\n");
        assertThat(signal.channelNames()).containsExactly("a");
        assertThat(signal.sampleRate()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "360, 21600, 6",
        "360, 10, 3",
        "44100, 10, 6",
        "44100, 100000, 6",
        "48000, 3, 9",
        "250, 100, 3",
        "0.5, 4, 0",
        "1000, 1000, 17",
        "128.5, 1000, 6"
    })
    void theRateIsFoundBehindTheRounding(double rate, int count, int decimals) {
        TimeAxis axis = new TimeAxis();
        for (int i = 0; i < count; i++) {
            axis.add(String.format(Locale.ROOT, "%." + decimals + "f", i / rate));
        }
        assertThat(axis.isEven()).isTrue();
        assertThat(axis.sampleRate()).hasValue(rate);
    }

    @Test
    void exactInstantsAreNotTakenForRounded() {
        TimeAxis axis = new TimeAxis();
        for (String instant : new String[] {"0", "0.3", "0.6", "0.9"}) {
            axis.add(instant);
        }
        assertThat(axis.sampleRate().orElseThrow()).isCloseTo(1 / 0.3, within(1e-9));
    }

    @Test
    void instantsOfADayCountTooAndTheRateSurvives() {
        TimeAxis axis = new TimeAxis();
        for (int i = 0; i < 1000; i++) {
            axis.add(String.format(Locale.ROOT, "%.6f", 1_700_000_000 + i / 250.0));
        }
        assertThat(axis.isEven()).isTrue();
        assertThat(axis.sampleRate()).hasValue(250);
    }
}
