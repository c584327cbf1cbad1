package tapline.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a process that trained took of the machine's memory.
///
/// @param before bytes before the warm-up and the first step
/// @param peak the most bytes since then
/// @param losses of the first steps
record MemoryUse(long before, long peak, List<float[]> losses) {
    private static final long KIBI = 1024;

    static MemoryUse ofLibTorch(String network, int steps) throws IOException {
        return of(network, PeerLibrary.LIBTORCH, steps, List.of());
    }

    /// @param options for the JVM, beside those that vectors need
    static MemoryUse ofTapline(String network, int steps, List<String> options) throws IOException {
        return of(network, PeerLibrary.TAPLINE, steps, options);
    }

    private static MemoryUse of(String network, PeerLibrary library, int steps, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:disable",
                "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir", "")));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                TrainingMemory.class.getName(),
                network,
                library.label(),
                Integer.toString(steps)));
        ProcessBuilder builder = new ProcessBuilder(command);
        // For speed, the command has the C library keep what is freed; here it uses its own defaults.
        builder.environment().keySet().removeIf(name -> name.startsWith("MALLOC_"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (output.isEmpty()) {
            throw new IOException(library.label() + " failed to train " + network + ", with the options " + options);
        }
        return parse(output.split(" "));
    }

    private static MemoryUse parse(String[] numbers) {
        List<float[]> losses = Arrays.stream(numbers)
                .skip(2)
                .map(loss -> new float[] {Float.parseFloat(loss)})
                .toList();
        return new MemoryUse(Long.parseLong(numbers[0]) * KIBI, Long.parseLong(numbers[1]) * KIBI, losses);
    }

    /// Whether the losses are another's, but for rounding.
    boolean isAsGoodAs(MemoryUse other) {
        return losses.size() == other.losses.size() && TrainingTask.deviation(other.losses, losses) <= 1;
    }
}
