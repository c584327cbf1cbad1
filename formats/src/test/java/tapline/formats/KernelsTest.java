package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tapline.tensor.Tensor;

class KernelsTest {
    private static Tensor csv(String text) throws IOException {
        return Kernels.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "k");
    }

    private static Tensor npy(Tensor tensor) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyFile.writeTensor(tensor, out);
        return Kernels.read(new ByteArrayInputStream(out.toByteArray()), "k");
    }

    private static void assertTaps(Tensor kernel, float[][][] taps) {
        assertThat(kernel.equal(Tensor.of(taps))).as(kernel.toString()).isTrue();
    }

    @Test
    void aTextHasRowsBetweenSemicolons() throws IOException {
        assertTaps(Kernels.parse("0.5,0.5"), new float[][][] {{{0.5f, 0.5f}}});
        assertTaps(Kernels.parse(" 1, 0, -1 ; 1, 2, 1 "), new float[][][] {{{1, 0, -1}}, {{1, 2, 1}}});
        assertTaps(Kernels.parse("3"), new float[][][] {{{3}}});
    }

    @Test
    void aTextThatIsNoKernelIsRefused() {
        assertThat(Refusal.of(() -> Kernels.parse("1,2;3")))
                .isEqualTo("kernel '1,2;3': output channel 2: expected 2 taps as in output channel 1, but found 1");
        assertThat(Refusal.of(() -> Kernels.parse("1,,2")))
                .isEqualTo("kernel '1,,2': output channel 1, tap 2: expected a number, but the cell is empty");
        assertThat(Refusal.of(() -> Kernels.parse("1;x")))
                .isEqualTo("kernel '1;x': output channel 2, tap 1: expected a number, but found 'x'");
        assertThat(Refusal.of(() -> Kernels.parse(""))).contains("the cell is empty");
        assertThat(Refusal.of(() -> Kernels.parse("1;"))).contains("output channel 2, tap 1: expected a number");
    }

    @Test
    void rowsOfACsvFileAreOutputChannels(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("k.csv");
        Files.writeString(file, "# Sobel\n1,0,-1\r\n\n1,2,1\n");
        assertTaps(Kernels.read(file), new float[][][] {{{1, 0, -1}}, {{1, 2, 1}}});
        assertTaps(csv("1;0;-1\n"), new float[][][] {{{1, 0, -1}}});
        assertTaps(csv("1\n2\n"), new float[][][] {{{1}}, {{2}}});
    }

    @Test
    void raggedOrWordyRowsAreNamed() {
        assertThat(Refusal.of(() -> csv("1,0,-1\n\n1,2\n")))
                .isEqualTo("k: line 3: expected 3 taps as in line 1, but found 2");
        assertThat(Refusal.of(() -> csv("1\n1,2\n"))).isEqualTo("k: line 2: expected 1 tap as in line 1, but found 2");
        assertThat(Refusal.of(() -> csv("a,b\n1,2\n"))).isEqualTo("k: line 1, tap 1: expected a number, but found 'a'");
        assertThat(Refusal.of(() -> csv("# none\n")))
                .isEqualTo("k: the file holds no taps, only blank lines or comments");
    }

    @Test
    void arraysOfOneToThreeDimensions() throws IOException {
        assertTaps(npy(Tensor.of(1f, 2f)), new float[][][] {{{1, 2}}});
        assertTaps(npy(Tensor.of(new double[][] {{1, 2}, {3, 4}})), new float[][][] {{{1, 2}}, {{3, 4}}});
        assertTaps(npy(Tensor.of(new float[][][] {{{1, 2}, {3, 4}}})), new float[][][] {{{1, 2}, {3, 4}}});
        assertThat(Refusal.of(() -> npy(Tensor.zeros(1, 1, 1, 1))))
                .isEqualTo("k: expected a kernel of shape (k,), (out, k) or (out, in, k), but found (1, 1, 1, 1)");
        assertThat(Refusal.of(() -> npy(Tensor.scalar(1f)))).contains("but found ()");
        assertThat(Refusal.of(() -> npy(Tensor.zeros(2, 0))))
                .isEqualTo("k: the file holds no taps: its shape is (2, 0)");
    }

    @Test
    void soundIsNoKernel() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Signals.write(Signal.of(Tensor.of(1f), 1), out, Format.WAV);
        assertThat(Refusal.of(() -> Kernels.read(new ByteArrayInputStream(out.toByteArray()), "k")))
                .isEqualTo("k: expected a kernel as a CSV or .npy file, but this is a WAV file");
    }
}
