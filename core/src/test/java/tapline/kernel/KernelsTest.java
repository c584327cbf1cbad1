package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a fresh JVM chooses, by how it was started.
class KernelsTest {
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    @Test
    void withoutTheModuleItIsScalarAndSaysHowToGetVectors() throws Exception {
        Run run = start();
        assertThat(run.out).startsWith("scalar|24.0|");
        assertThat(run.err).contains("start Java with --add-modules jdk.incubator.vector");
    }

    @Test
    void withTheModuleItIsTheVectorKernelOnceThatIsFaster() throws Exception {
        assertThat(start(VECTORS).out).matches("(?s)vector-\\d+\\|24.0\\|measured .* times faster than scalar\n");
    }

    @Test
    void vectorsCanBeSwitchedOff() throws Exception {
        assertThat(start(VECTORS, "-Dtapline.vector=off").out).isEqualTo("scalar|24.0|tapline.vector is off\n");
    }

    private record Run(String out, String err) {}

    private static Run start(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classPath, KernelInUse.class.getName()));
        Path err = java.nio.file.Files.createTempFile("tapline", ".err");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return new Run(out, java.nio.file.Files.readString(err));
        } finally {
            java.nio.file.Files.delete(err);
        }
    }
}
