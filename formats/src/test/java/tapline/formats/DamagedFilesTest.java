package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.tensor.Tensor;

/// Files cut short at every byte, and files with bytes changed, put in and taken out at random: each is read, or
/// refused with a [FormatException], in memory that its size bounds.
class DamagedFilesTest {
    private static final int MUTANTS = 6000;
    /// What parsers allocate for a file of no size: buffers, and messages.
    private static final long FIXED_BYTES = 1 << 20;

    private static final long BYTES_PER_BYTE = 200;

    static List<Arguments> files() throws IOException {
        Signal signal = Signal.of(Samples.random(3, 2, 40), 8000).withChannelNames(List.of("left", "right"));
        String csv = "# made by hand\nseconds,\"a\",b\r\n0.0,1,-2.5\n\n0.1,\"3\",4e-3\n0.2,nan,-inf\n";
        return List.of(
                Arguments.of("PCM", write(signal, Format.WAV, WavEncoding.PCM_24)),
                Arguments.of("float", write(signal, Format.WAV, WavEncoding.FLOAT_32)),
                Arguments.of("npy", write(signal, Format.NPY, WavEncoding.FLOAT_32)),
                Arguments.of("csv", write(signal, Format.CSV, WavEncoding.FLOAT_32)),
                Arguments.of("quoted csv", csv.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] write(Signal signal, Format format, WavEncoding encoding) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Signals.write(signal, out, format, WriteOptions.DEFAULT.wavEncoding(encoding));
        return out.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void cutShort(String name, byte[] whole) throws IOException {
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            // A CSV file doesn't say how long it is, and shorter binary ones may pass for text.
            boolean binary = whole[0] == 'R' || whole[0] == (byte) 0x93;
            if (binary) {
                assertThat(Refusal.of(cut)).as("cut to " + length).startsWith("x: ");
            } else {
                read(cut);
            }
        }
        assertThat(read(whole)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void mutated(String name, byte[] whole) {
        Random random = new Random(name.hashCode());
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            int read = 0;
            for (int i = 0; i < MUTANTS; i++) {
                byte[] mutant = Mutants.of(whole, random);
                long before = allocated();
                read += read(mutant) ? 1 : 0;
                assertThat(allocated() - before)
                        .as("mutant " + i)
                        .isLessThan(FIXED_BYTES + BYTES_PER_BYTE * mutant.length);
            }
            // Otherwise the mutants would be too wild to get past the first check.
            assertThat(read).isBetween(MUTANTS / 50, MUTANTS);
        });
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static boolean read(byte[] content) throws IOException {
        boolean read = true;
        try {
            Tensor samples = Signals.read(new ByteArrayInputStream(content), "x", ReadOptions.DEFAULT)
                    .samples();
            assertThat(samples.shape().elements()).isPositive();
        } catch (FormatException e) {
            assertThat(e).hasMessageStartingWith("x: ").hasMessageNotContaining("\n");
            read = false;
        }
        try {
            Kernels.read(new ByteArrayInputStream(content), "x");
        } catch (FormatException e) {
            assertThat(e).hasMessageStartingWith("x: ").hasMessageNotContaining("\n");
        }
        return read;
    }
}
