package tapline.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A small program that is started in a process of its own.
///
/// @param label what the table calls it
/// @param main its class
/// @param jars what it needs on the class path, the benchmarks' own jar aside
/// @param options for the JVM
record StartProgram(String label, Class<?> main, List<Path> jars, List<String> options) {
    private static final double NANO = 1e-9;

    static StartProgram tapline() {
        return new StartProgram(
                "tapline", TaplineStart.class, jars(name -> name.startsWith("tapline-core")), List.of());
    }

    /// Tapline with the JVM's vectors, which are a module that has to be asked for.
    static StartProgram taplineWithVectors() {
        return new StartProgram(
                "tapline, vectors",
                TaplineStart.class,
                tapline().jars(),
                List.of("--add-modules=jdk.incubator.vector"));
    }

    static StartProgram libTorch() {
        return new StartProgram(
                "libtorch",
                LibTorchStart.class,
                jars(name -> name.matches("(pytorch|openblas|javacpp)-\\d.*")),
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir", "")));
    }

    private static List<Path> jars(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> wanted.test(path.getFileName().toString()))
                .toList();
    }

    long bytes() {
        return jars.stream().mapToLong(jar -> jar.toFile().length()).sum();
    }

    /// Seconds from its start to its end, which comes right after its first result.
    ///
    /// @throws IOException if it fails
    double run() throws IOException {
        String classPath = ownJar()
                + File.pathSeparator
                + jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xlog:disable"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        double seconds = (System.nanoTime() - start) * NANO;
        if (exitCode(process) != 0) {
            throw new IOException(label + " failed: " + output);
        }
        return seconds;
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String ownJar() {
        return Path.of(System.getProperty("java.class.path").split(File.pathSeparator)[0])
                .toString();
    }
}
