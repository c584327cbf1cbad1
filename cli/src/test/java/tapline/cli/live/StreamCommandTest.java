package tapline.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tapline.RandomCases;
import tapline.cli.CommandRun;

/// A live signal is answered with the numbers of the batch, however often the command is stopped and started.
class StreamCommandTest {
    private static final int SAMPLES = 800;

    @TempDir
    private Path folder;

    private CommandRun tapline(String input, String command) {
        return CommandRun.withInput(
                input.getBytes(StandardCharsets.UTF_8),
                Arrays.stream(command.split(" "))
                        .map(word -> word.startsWith("@")
                                ? folder.resolve(word.substring(1)).toString()
                                : word)
                        .toArray(String[]::new));
    }

    private String printed(String input, String command) {
        CommandRun run = tapline(input, command);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.text();
    }

    /// A signal of two channels with times, in the very digits that Tapline writes.
    private static String signal() {
        float[] values = RandomCases.floats(new SplittableRandom(3), 2 * SAMPLES);
        StringBuilder text = new StringBuilder("seconds,left,right\n");
        for (int i = 0; i < SAMPLES; i++) {
            text.append(String.format("%d.%02d0000", i / 100, i % 100));
            text.append(',')
                    .append(Math.sin(i * 0.2))
                    .append(',')
                    .append(values[i])
                    .append('\n');
        }
        return text.toString();
    }

    private void train() throws IOException {
        Files.writeString(folder.resolve("waves.csv"), signal());
        printed(
                "",
                "train @waves.csv -o @model.safetensors --horizon 4 --window 48 --channels 6,6 --kernel-size 3 "
                        + "--epochs 1 --batch-size 4 --seed 5");
    }

    @Test
    void saysWhatPredictSays() throws IOException {
        train();
        String expected = printed(signal(), "predict @model.safetensors -");
        assertThat(printed(signal(), "stream @model.safetensors")).isEqualTo(expected);
    }

    @Test
    void findsTheColumnsOfAModelByTheirNames() throws IOException {
        train();
        String swapped = signal().lines()
                .map(line -> line.split(","))
                .map(cells -> String.join(";", cells[2], "7", cells[1]))
                .collect(Collectors.joining("\r\n"))
                .replace("right;7;left", "right;other;left");
        String numbers = signal().lines()
                .skip(1)
                .map(line -> line.substring(line.indexOf(',') + 1))
                .collect(Collectors.joining("\n"));
        assertThat(printed(swapped, "stream @model.safetensors").lines().skip(1))
                .containsExactlyElementsOf(
                        printed(numbers, "stream @model.safetensors").lines().toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"-1,1|1", "0.5,0.25,0.125|3", "'1,0,-1;1,2,1'|2"})
    void doesWhatApplyDoes(String kernel, int dilation) {
        String options = " --kernel " + kernel + " --dilation " + dilation;
        assertThat(printed(signal(), "stream" + options))
                .isEqualTo(printed(signal(), "apply --causal" + options + " -"));
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        train();
        RandomCases.forEach(5, random -> {
            List<String> lines = signal().lines().toList();
            String header = lines.getFirst();
            List<String> answers = new ArrayList<>();
            Path state = folder.resolve("state" + random.nextLong());
            for (int at = 1; at < lines.size(); ) {
                int end = Math.min(lines.size(), at + random.nextInt(1, 300));
                String part = header + "\n" + String.join("\n", lines.subList(at, end));
                String command = "stream @model.safetensors --snapshot " + state;
                printed(part, command).lines().skip(1).forEach(answers::add);
                at = end;
            }
            assertThat(answers)
                    .containsExactlyElementsOf(printed(signal(), "stream @model.safetensors")
                            .lines()
                            .skip(1)
                            .toList());
        });
    }

    @Test
    void aBadLineLosesNothingBeforeIt() {
        assertThat(printed("1\n2\n3\n4\n", "stream -k 1,10,100")).isEqualTo("100.0\n210.0\n321.0\n432.0\n");

        CommandRun run = tapline("1\n2\nx\n", "stream -k 1,10,100 --snapshot @state");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "tapline: standard input: line 3: column 1: expected a finite number, but found 'x'");
        assertThat(run.text()).isEqualTo("100.0\n210.0\n");
        assertThat(printed("3\n4\n", "stream -k 1,10,100 --snapshot @state")).isEqualTo("321.0\n432.0\n");
    }

    /// Each line is answered before the next one is there, and the process is told to stop in the middle.
    @Test
    void aProcessThatIsStoppedAndStartedAgainGoesOn() throws IOException, InterruptedException {
        List<String> answers = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            Process process = LiveProcess.start(
                    "--kernel",
                    "1,10,100",
                    "--snapshot",
                    folder.resolve("state").toString());
            try (BufferedWriter in = process.outputWriter();
                    BufferedReader out = process.inputReader()) {
                for (int i = 1; i <= 4; i++) {
                    in.write(4 * part + i + "\n");
                    in.flush();
                    answers.add(out.readLine());
                }
                process.destroy();
                process.waitFor();
            }
        }
        assertThat(answers).containsExactly("100.0", "210.0", "321.0", "432.0", "543.0", "654.0", "765.0", "876.0");
    }

    @Test
    void bareSamplesGoInAndOut() {
        byte[] pcm = {0, 64, 0, 32, 0, -128};
        CommandRun run = CommandRun.withInput(pcm, "stream", "-k", "1,1", "--raw", "s16le");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsExactly(0, 64, 0, 96, 0, -96);

        CommandRun pairs = CommandRun.withInput(
                new byte[] {0, 64, 0, 32, 0, 1}, "stream", "-k", "2", "--raw", "s16le", "--channels", "2");
        assertThat(pairs.out()).containsExactly(-1, 127, 0, 64);
        assertThat(pairs.err())
                .isEqualToIgnoringNewLines(
                        "tapline: standard input: byte 4: expected a frame of 4 bytes, but only 2 are left");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stream|expected one of MODEL, --kernel and --kernel-file, but got none",
                "stream model -k 1|expected one of MODEL, --kernel and --kernel-file, but got 2",
                "stream -k 1 --dilation 0|expected at least 1 for --dilation, but got 0",
                "stream -k 1 --raw mp3|expected one of [U8, S16LE, S24LE, S32LE, F32LE, F64LE]",
                "stream @missing.safetensors|no such file",
                "stream @missing.onnx|no such file",
                "stream -k 1 --snapshot @|expected a file to write, but this is a directory",
                "stream -k 1 --snapshot @none/state|there is no such folder to write it to",
                "stream -k 1,1 --snapshot @other|this snapshot is of another network",
                "stream -k 1 --snapshot @damaged|expected a stream's snapshot, but got 3 bytes",
            })
    void whatCanNotBeDoneIsRefused(String command, String problem) throws IOException {
        printed("1\n", "stream -k 1,2 --snapshot @other");
        Files.writeString(folder.resolve("damaged"), "???");

        CommandRun run = tapline("1\n2\n", command);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.text()).isEmpty();
        assertThat(run.errorLines().getFirst()).startsWith("tapline: ").contains(problem);
    }

    @Test
    void whatIsNoTextIsRefused() {
        CommandRun run = CommandRun.withInput(new byte[] {'1', ',', 0, 7, '\n', '1'}, "stream", "-k", "1");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errorLines())
                .containsExactly("tapline: standard input: line 1: expected CSV or WAV, but this is no text");
    }

    @Test
    void nothingIsAnsweredWithNothing() {
        assertThat(printed("", "stream -k 1 --snapshot @state")).isEmpty();
        assertThat(folder.resolve("state")).doesNotExist();
    }
}
