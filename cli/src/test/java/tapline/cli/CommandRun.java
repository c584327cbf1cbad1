package tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One run of the command, in this JVM.
///
/// @param out what it wrote to standard output
/// @param err what it wrote to standard error
public record CommandRun(int exitCode, byte[] out, String err) {
    public static CommandRun of(String... args) {
        return withInput(new byte[0], args);
    }

    /// @param input what standard input delivers
    public static CommandRun withInput(byte[] input, String... args) {
        InputStream in = System.in;
        PrintStream out = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(input));
            int exitCode = Main.run(written, errors, args);
            return new CommandRun(exitCode, written.toByteArray(), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(in);
            System.setOut(out);
        }
    }

    /// What a run printed that went well.
    public static String printed(String... args) {
        CommandRun run = of(args);
        assertThat(run.err).isEmpty();
        assertThat(run.exitCode).isZero();
        return run.text();
    }

    public String text() {
        return new String(out, StandardCharsets.UTF_8);
    }

    public List<String> errorLines() {
        return err.lines().toList();
    }
}
