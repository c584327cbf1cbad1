package tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.formats.Format;
import tapline.formats.Signal;
import tapline.formats.Signals;
import tapline.formats.WriteOptions;
import tapline.tensor.Tensor;

/// Standard output that takes nothing: a full disk, or a pipe whose reader has gone.
class StandardOutputTest {
    @TempDir
    private Path folder;

    private final PrintStream original = System.out;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String signal;

    @BeforeEach
    void writeSignal() throws IOException {
        signal = Files.writeString(folder.resolve("signal.csv"), "1\n2\n3\n").toString();
    }

    @AfterEach
    void restore() {
        System.setOut(original);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "explain", "apply -k 1 SIGNAL", "tour --out FOLDER"})
    void aFullDiskIsAnError(String command) {
        assertThat(run("No space left on device", command)).isEqualTo(Errors.BAD_INPUT);
        assertThat(err.toString()).isEqualToIgnoringNewLines("tapline: standard output: No space left on device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "explain", "apply -k 1 SIGNAL", "tour --out FOLDER"})
    void aReaderThatHasGoneIsNone(String command) {
        assertThat(run("Broken pipe", command)).isEqualTo(141);
        assertThat(err.toString()).isEmpty();
    }

    /// Though frames are then read in part only, and fewer than a header says.
    @ParameterizedTest
    @ValueSource(strings = {"stream -k 1", "stream -k 1 --raw s16le --channels 2"})
    void neitherIsOneOfLiveAnswers(String command) throws IOException {
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        Signals.write(Signal.of(Tensor.ones(1, 99), 10), wav, Format.WAV);
        InputStream input = System.in;
        System.setIn(new ByteArrayInputStream(wav.toByteArray()) {
            @Override
            public int read(byte[] bytes, int offset, int count) {
                return super.read(bytes, offset, Math.min(count, 70));
            }
        });
        try {
            assertThat(run("Broken pipe", command)).isEqualTo(141);
        } finally {
            System.setIn(input);
        }
        assertThat(err.toString()).isEmpty();
    }

    /// A failure is seen when thousands of answers more are computed; and kernel and signal tell, by the answer to one
    /// more frame of 0, how many frames came before it.
    @ParameterizedTest
    @CsvSource({"No space left on device, 1", "Broken pipe, 1", "Broken pipe, 200000", "Broken pipe, 270000"})
    void aSnapshotCountsNoAnswerThatWasNotDelivered(String failure, int room) {
        String lines = IntStream.rangeClosed(1, 30_000).mapToObj(i -> i + "\n").collect(Collectors.joining());
        String command = "stream -k 1,10,100 --snapshot " + folder.resolve("state");
        ByteArrayOutputStream delivered = new ByteArrayOutputStream();
        OutputStream filling = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (delivered.size() == room) {
                    throw new IOException(failure);
                }
                delivered.write(b);
            }
        };
        InputStream input = System.in;
        System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(Main.run(filling, err, command.split(" "))).isNotZero();
        } finally {
            System.setIn(input);
        }

        CommandRun next = CommandRun.withInput("0\n".getBytes(StandardCharsets.UTF_8), command.split(" "));
        int counted = (int) Math.ceil(Double.parseDouble(next.text()) / 11);
        assertThat((long) counted)
                .isLessThanOrEqualTo(delivered.toString().lines().count())
                .isGreaterThanOrEqualTo(room > 1 ? 10_000 : 0);
    }

    @Test
    void samplesAreNotPrintedOnATerminal() throws IOException {
        Path wav = folder.resolve("signal.wav");
        Signals.write(Signal.of(Tensor.ones(1, 99), 10), wav, WriteOptions.DEFAULT);
        System.setProperty("tapline.terminal.out", "true");
        try {
            for (CommandRun refused : List.of(
                    CommandRun.of("apply", "-k", "1", wav.toString()),
                    CommandRun.withInput(Files.readAllBytes(wav), "stream", "-k", "1"))) {
                assertThat(refused.exitCode()).isEqualTo(Errors.BAD_INPUT);
                assertThat(refused.out()).isEmpty();
                assertThat(refused.err()).contains("standard output: expected a file or a pipe");
            }
            assertThat(CommandRun.printed("apply", "-k", "1", signal)).isNotEmpty();
        } finally {
            System.clearProperty("tapline.terminal.out");
        }
    }

    @Test
    void verboseShowsWhereItComesFrom() {
        run("No space left on device", "explain --verbose");

        assertThat(err.toString()).contains("\tat tapline.cli.");
    }

    private int run(String failure, String command) {
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(failure);
            }
        };
        String[] words = command.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace("SIGNAL", signal).replace("FOLDER", folder.toString());
        }
        return Main.run(failing, err, words);
    }
}
