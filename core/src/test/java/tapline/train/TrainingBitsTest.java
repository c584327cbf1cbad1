package tapline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tapline.tensor.Compute;
import tapline.tensor.Tensor;

/// A training gives the same bits in every process: with vectors and without, with one thread and with several.
class TrainingBitsTest {
    @Test
    void theKernelMakesNoDifference() throws IOException, InterruptedException {
        String scalar = run("-Dtapline.vector=off", "-Dtapline.threads=1");
        String vectors = run("--add-modules=jdk.incubator.vector", "-Dtapline.threads=2");

        assertThat(scalar).startsWith("scalar ");
        assertThat(vectors).startsWith("vector-");
        assertThat(vectors.split(" ")[1]).isEqualTo(scalar.split(" ")[1]);
    }

    private static String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Training.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed.strip();
    }

    /// Trains, and prints the kernel and a hash of all weights' bits.
    static final class Training {
        private Training() {}

        public static void main(String[] args) {
            Compute.warmUp();
            SmallNet net = new SmallNet(24, 7);
            Optimizer optimizer = Adam.of(net.parameters()).lr(1e-2).build();
            Trainer.of(net, SmallNet::meanSquare, optimizer)
                    .epochs(2)
                    .batchSize(8)
                    .build()
                    .fit(Windows.of(SmallNet.series(4000), 256, 3).stride(64));
            int hash = 1;
            for (Tensor weights : net.stateDict().values()) {
                hash = 31 * hash + Arrays.hashCode(weights.floats());
            }
            System.out.println(Compute.kernel() + " " + Integer.toHexString(hash));
        }
    }
}
