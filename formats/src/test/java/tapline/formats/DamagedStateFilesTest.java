package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Files of tensors cut short at every byte, and with bytes changed, put in and taken out at random: each is read,
/// or refused with a [FormatException], in memory that its size bounds.
class DamagedStateFilesTest {
    private static final int MUTANTS = 4000;
    /// What parsers allocate for a file of no size; and what archives may always unpack to.
    private static final long FIXED_BYTES = 3 << 20;

    private static final long BYTES_PER_BYTE = 400;

    static List<Arguments> files() throws IOException {
        StateDict state = StateFiles.read("pt_variety/variety.pt");
        return List.of(
                Arguments.of("safetensors", StateFiles.write(state, StateFormat.SAFETENSORS)),
                Arguments.of("PyTorch", StateFiles.bytes("pt_variety/variety_pickle4.pt")),
                Arguments.of("small PyTorch", StateFiles.bytes("pt_variety/list.pt")),
                Arguments.of("legacy PyTorch", StateFiles.bytes("pt_variety/variety_legacy.pt")),
                Arguments.of("npz", StateFiles.write(state.under("checkpoint.model"), StateFormat.NPZ)),
                Arguments.of("compressed npz", compressed()),
                Arguments.of("npy", npy()));
    }

    private static byte[] npy() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyFile.writeTensor(Samples.random(1, 2, 5), out);
        return out.toByteArray();
    }

    private static byte[] compressed() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a.npy", npy());
        entries.put("b.npy", npy());
        return TorchFiles.zip(ZipEntry.DEFLATED, entries);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void cutShort(String name, byte[] whole) throws IOException {
        for (int length = 0; length < whole.length; length++) {
            assertThat(StateFiles.refusal(Arrays.copyOf(whole, length)))
                    .as("cut to " + length)
                    .startsWith("x: ");
        }
        assertThat(read(whole)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void oneByteMore(String name, byte[] whole) {
        assertThat(StateFiles.refusal(Arrays.copyOf(whole, whole.length + 1))).startsWith("x: ");
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
            assertThat(read).isBetween(MUTANTS / 100, MUTANTS);
        });
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static boolean read(byte[] content) throws IOException {
        StateDict state;
        try {
            state = StateFiles.read(content);
        } catch (FormatException e) {
            assertThat(e).hasMessageStartingWith("x: ").hasMessageNotContaining("\n");
            return false;
        }
        for (StoredTensor tensor : state.stored().values()) {
            if (tensor.type().dtype() != null) {
                Tensor converted = tensor.toTensor();
                assertThat(converted.dtype()).isIn(DType.FLOAT32, DType.FLOAT64);
            }
        }
        return true;
    }

    /// The operations that make most of a byte.
    @ParameterizedTest
    @ValueSource(strings = {"}", "]", ")", "(", "N\u0094", "K\1\u0085", "]Na", "}NNs", "Nr\1\0\0\0"})
    void aPickleIsBuiltInFewTimesItsSize(String operations) throws IOException {
        FixtureBytes pickle = TorchFiles.pickle();
        for (int i = 0; i < 300_000; i++) {
            operations.chars().forEach(pickle::u8);
        }
        byte[] file = TorchFiles.archive(pickle.ascii("."), 0);
        long before = allocated();
        assertThat(StateFiles.refusal(file)).startsWith("x: ");
        assertThat(allocated() - before).isLessThan(FIXED_BYTES + 100L * file.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.safetensors", "a.pt", "a.npz"})
    void elementsThatNobodyAsksForAreNotCopied(String name, @TempDir Path folder) throws IOException {
        Path path = folder.resolve(name);
        StateDict.of(Map.of("a", Tensor.ones(1 << 20), "b", Tensor.ones(1 << 20)))
                .write(path);
        // Once before, for the classes that this loads.
        StateDict.read(path);
        long before = allocated();
        StateDict state = StateDict.read(path);
        assertThat(allocated() - before).isLessThan(1 << 20);
        assertThat(state.tensor("a").equal(Tensor.ones(1 << 20))).isTrue();
    }

    @Test
    void noFileAtAll(@TempDir Path folder) throws IOException {
        assertThat(Refusal.of(() -> StateDict.read(folder.resolve("none.pt"))))
                .endsWith("none.pt: there is no such file");
        assertThat(Refusal.of(() -> StateDict.read(folder))).endsWith(": expected a file, but this is a directory");
        Path empty = Files.createFile(folder.resolve("empty.safetensors"));
        assertThat(Refusal.of(() -> StateDict.read(empty))).endsWith("empty.safetensors: the file is empty");
        assertThat(Refusal.of(() -> StateDict.read(Files.writeString(folder.resolve("text.txt"), "weights"))))
                .endsWith("expected a safetensors, .npz, .npy or PyTorch file, but this begins like none of them");
    }
}
