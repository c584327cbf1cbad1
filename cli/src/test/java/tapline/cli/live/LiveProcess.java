package tapline.cli.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// `tapline stream` in a process of its own, which can be told to stop.
final class LiveProcess {
    private LiveProcess() {}

    static Process start(String... options) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dtapline.vector=off",
                "-cp",
                System.getProperty("java.class.path"),
                "tapline.cli.Main",
                "stream");
        return new ProcessBuilder(
                        Stream.concat(command.stream(), Stream.of(options)).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
