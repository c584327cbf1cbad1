package tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.formats.NpyFile;
import tapline.formats.Signal;
import tapline.formats.Signals;
import tapline.tensor.Tensor;

/// What can't be done is said in one line, and leaves nothing behind.
class BadInputTest {
    private static final String OLD = "what was here before";

    @TempDir
    private Path folder;

    /// @param command its words; what begins with `@` is a file in the test's folder
    /// @param says what the message has to contain
    record Refused(String command, String... says) {
        @Override
        public String toString() {
            return command;
        }
    }

    static Stream<Refused> files() {
        return Stream.of(
                new Refused("apply -k 1 @missing.csv", "missing.csv: there is no such file"),
                new Refused("apply -k 1 @a-folder", "expected a file, but this is a directory"),
                new Refused("apply -k 1 @empty.csv", "empty.csv: the file is empty"),
                new Refused("apply -k 1 -", "standard input: the file is empty"),
                new Refused("apply -k 1 @text.csv", "text.csv: line 3", "expected a number", "'abc'"),
                new Refused("apply -k 1 @ragged.csv", "ragged.csv: line 3", "expected 2", "found 1"),
                new Refused("apply -k 1 @cut.wav", "cut.wav"),
                new Refused("apply -k 1 @cut.npy", "cut.npy"),
                new Refused("apply -k 1 @signal.csv --channels c", "no column 'c'", "'a', 'b'"),
                new Refused("apply -k 1 @signal.csv --channels ,", "--channels", "expected names or numbers"),
                new Refused("apply -k 1 @signal.csv --channels 3", "no column '3'", "1 to 2"),
                new Refused("apply --kernel-file @missing.npy @signal.csv", "missing.npy: there is no such file"),
                new Refused("apply --kernel-file @a-folder @signal.csv", "expected a file, but this is a directory"),
                new Refused("apply --kernel-file @empty.csv @signal.csv", "empty.csv: the file is empty"),
                new Refused("apply --kernel-file @text.csv @signal.csv", "text.csv: line 1", "expected a number"),
                new Refused("apply --kernel-file @cut.npy @signal.csv", "cut.npy"),
                new Refused("apply --kernel-file @mixing.npy @signal.csv", "expected a signal of 3 channels", "got 2"));
    }

    static Stream<Refused> weights() {
        return Stream.of(
                new Refused("inspect @missing.pt", "missing.pt: there is no such file"),
                new Refused("inspect @a-folder", "expected a file, but this is a directory"),
                new Refused("inspect @empty.csv", "empty.csv: the file is empty"),
                new Refused("inspect -", "standard input: the file is empty"),
                new Refused("inspect @signal.csv", "signal.csv: byte 0: expected a safetensors, .npz"),
                new Refused("inspect @cut.npy --json", "cut.npy: byte 128", "cut short"),
                new Refused("convert - @out.npz", "-: standard input isn't taken here"),
                new Refused("run - @signal.csv", "-: standard input isn't taken here"),
                new Refused("predict - @signal.csv", "-: standard input isn't taken here"),
                new Refused("train - -o @out.safetensors", "-: standard input isn't taken here"),
                new Refused("convert @missing.pt @out.npz", "missing.pt: there is no such file"),
                new Refused(
                        "convert @mixing.npy @out.tflite", "out.tflite: expected a name", ".safetensors, .npz, .pt"),
                new Refused("convert @mixing.npy @out.onnx", "mixing.npy: expected a network", "--architecture"),
                new Refused("convert @mixing.npy @none/out.npz", "none/out.npz: there is no such folder"),
                new Refused(
                        "convert @mixing.npy @out.npz --under model",
                        "mixing.npy: expected tensors",
                        "'model.'",
                        "but found tensor"));
    }

    static Stream<Refused> places() {
        return Stream.of(
                new Refused(
                        "apply -k 1 @signal.csv -o @out.foo", "out.foo: expected a name", ".csv, .tsv, .wav or .npy"),
                new Refused("apply -k 1 @signal.csv -o /dev/stdout", "/dev/stdout: expected a name"),
                new Refused("apply -k 1 @signal.csv -o @none/out.csv", "none/out.csv: there is no such folder"),
                new Refused("apply -k 1 @signal.csv -o @none/out.png", "none/out.png: there is no such folder"),
                new Refused("apply -k 1 @signal.csv -o @signal.csv/out.csv", "signal.csv/out.csv: Not a directory"),
                new Refused("apply -k 1 @signal.csv -o @folder.csv", "folder.csv: expected a file to write"),
                new Refused("apply -k 1 @signal.csv -o @folder.svg", "folder.svg: expected a file to write"),
                new Refused("apply -k 1 @signal.csv -o @old.wav", "old.wav: a WAV file needs a sample rate"),
                new Refused(
                        "apply -k 1 @signal.csv -o @new.csv -o @old.wav", "old.wav: a WAV file needs a sample rate"),
                new Refused("apply -k 1 @signal.csv -o @old.csv -o @none/out.csv", "none/out.csv"),
                new Refused("apply -k 1 @signal.csv -o @old.csv -o @old.csv", "twice", "old.csv"),
                new Refused("apply -k 1 @signal.csv -o @old.csv -o - --format wav", "standard output: a WAV file"),
                new Refused("apply -k 1 @signal.csv -o @old.csv --format npy", "--format is for standard output"),
                new Refused("explain -o @out.foo", "out.foo: expected a name that ends in .svg or .png"),
                new Refused("explain -o @none/out.png", "none/out.png: there is no such folder"),
                new Refused("explain -o @folder.svg", "folder.svg: expected a file to write"),
                new Refused("explain --kernel-size 99 -o @old.svg", "Kernel size: (99)"),
                new Refused("tour --out @signal.csv", "signal.csv: expected a folder, but this is a file"),
                new Refused("tour --out @signal.csv/tour", "signal.csv"));
    }

    static Stream<Refused> sizes() {
        return Stream.of(
                new Refused("explain --padding 2147483647", "2147483647", "4294967304"),
                new Refused("explain --dilation 2147483647", "4294967295", "2147483647"),
                new Refused("explain --length 2147483647 --padding same", "at most 2147483647", "2147483649"),
                new Refused("explain --length 0", "at least 1 for --length, but got 0"),
                new Refused("explain --stride 0", "at least 1 for --stride, but got 0"),
                new Refused("explain --dilation -2", "at least 1 for --dilation, but got -2"),
                new Refused("explain --kernel-size 0", "at least 1 for --kernel-size, but got 0"),
                new Refused("explain --kernel-size -1", "at least 1 for --kernel-size, but got -1"),
                new Refused("explain --kernel-size 11", "(10)", "(11)"),
                new Refused("explain --layers 0", "between 1 and 30 layers, but got 0"),
                new Refused("explain --layers 99", "between 1 and 30 layers, but got 99"),
                new Refused("explain --layers 1,0", "at least 1 for each of --layers, but got 0"),
                new Refused("explain --layers 2 --values 1,2,3", "--values", "--layers"),
                new Refused("explain --layers 5,4 --padding same --stride 2", "padding='same'"),
                new Refused(
                        "explain --length 2000000000 --layers 1,2,4 --kernel-size 100000 -o @out.svg",
                        "at most",
                        "taps"),
                new Refused("explain --length 3 --values 1,2", "expected 3 numbers in --values", "got 2"),
                new Refused("explain --kernel-size 3 --kernel 1,2", "expected 3 numbers in --kernel", "got 2"),
                new Refused("explain --causal --padding 1", "--causal", "--padding", "expected one of them"),
                new Refused("explain --padding 10 --padding-mode reflect", "10"),
                new Refused("apply -k 1 @signal.csv --stride 0", "at least 1 for --stride, but got 0"),
                new Refused("apply -k 1 @signal.csv --padding 2147483647", "more than 2147483647"),
                new Refused("apply -k 1,1 @signal.csv --dilation 2147483647", "2147483648"),
                new Refused("apply -k 1,1 @signal.csv --padding 1000000000", "more than 2147483647"),
                new Refused("apply -k 1,2,3,4 @signal.csv", "(3)", "(4)"),
                new Refused("apply -k 1 @signal.csv --causal --padding 1", "--causal", "--padding"),
                new Refused("apply -k 1,x @signal.csv", "tap 2", "expected a number", "'x'"),
                new Refused("apply -k 1,,2 @signal.csv", "tap 2", "expected a number"),
                new Refused("apply -k 1,2;3 @signal.csv", "expected 2 taps", "found 1"));
    }

    static Stream<Refused> usage() {
        return Stream.of(
                new Refused("convolve", "tour or apply or run or explain", "'convolve'"),
                new Refused("--nonsense", "'--nonsense'"),
                new Refused("tour --nonsense", "'--nonsense'"),
                new Refused("apply --nonsense -k 1 @signal.csv", "'--nonsense'"),
                new Refused("explain --nonsense", "'--nonsense'"),
                new Refused("explain more", "expected nothing more", "'more'"),
                new Refused("apply", "SIGNAL"),
                new Refused("inspect", "FILE"),
                new Refused("convert @mixing.npy", "TO"),
                new Refused("apply @signal.csv", "--kernel"),
                new Refused("apply -k 1 --kernel-file @mixing.npy @signal.csv", "--kernel", "--kernel-file"),
                new Refused("apply -k 1 @signal.csv --header maybe", "DETECT", "maybe"),
                new Refused("apply -k 1 @signal.csv --format mp3", "CSV", "mp3"),
                new Refused("tour --theme pink", "DARK", "pink"),
                new Refused("explain --length ten", "--length", "expected a whole number", "'ten'"),
                new Refused("explain --length 2147483648", "expected a whole number up to 2147483647", "'2147483648'"),
                new Refused("explain --values 1,two", "--values", "expected a number", "'two'"),
                new Refused("explain --values 1,,2", "--values", "expected a number", "''"),
                new Refused("explain --values 1;2", "--values", "expected a number", "'1;2'"),
                new Refused("explain --kernel 1,2f", "--kernel", "expected a number", "'2f'"),
                new Refused("explain --kernel 1,notanumber", "--kernel", "expected a number", "'notanumber'"),
                new Refused("explain --layers 1,x", "--layers", "expected a whole number", "'x'"),
                new Refused("explain --padding -1", "--padding", "from 0 to", "'-1'"),
                new Refused("explain --padding some", "LEFT,RIGHT, same, valid or strided_same", "'some'"),
                new Refused("explain --padding 1,2,3", "LEFT,RIGHT", "'1,2,3'"),
                new Refused("explain --padding-mode mirror", "reflect", "mirror"));
    }

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("signal.csv"), "a,b\n1,2\n3,4\n5,6\n");
        Files.writeString(folder.resolve("text.csv"), "a,b\n1,2\n3,abc\n");
        Files.writeString(folder.resolve("ragged.csv"), "a,b\n1,2\n3\n");
        Files.writeString(folder.resolve("empty.csv"), "");
        for (String old : List.of("old.csv", "old.wav", "old.svg")) {
            Files.writeString(folder.resolve(old), OLD);
        }
        for (String name : List.of("a-folder", "folder.csv", "folder.svg")) {
            Files.createDirectory(folder.resolve(name));
        }
        Signals.write(Signal.of(Tensor.ones(1, 99), 8000), folder.resolve("cut.wav"));
        Signals.write(Signal.of(Tensor.ones(1, 99)), folder.resolve("cut.npy"));
        for (String cut : List.of("cut.wav", "cut.npy")) {
            byte[] whole = Files.readAllBytes(folder.resolve(cut));
            Files.write(folder.resolve(cut), Arrays.copyOf(whole, whole.length - 90));
        }
        NpyFile.writeTensor(Tensor.ones(1, 3, 2), folder.resolve("mixing.npy"));
    }

    @ParameterizedTest
    @MethodSource({"files", "weights", "places", "sizes"})
    void saysWhatWasExpectedInOneLine(Refused refused) throws IOException {
        assertThat(refusal(refused)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("usage")
    void wrongUsageNamesTheHelpToo(Refused refused) throws IOException {
        assertThat(refusal(refused)).hasSize(2).last().asString().matches("Try 'tapline( \\w+)? --help'\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apply -k 1 @signal.csv -o @a-folder/out.csv",
                "explain -o @a-folder/out.svg",
                "tour --out @a-folder"
            })
    void aFolderThatMayNotBeWrittenIsNamed(String command) throws IOException {
        assumeTrue(folder.resolve("a-folder").toFile().setWritable(false));
        assumeFalse(Files.isWritable(folder.resolve("a-folder")), "this user may write everywhere");

        assertThat(refusal(new Refused(command, "a-folder", "permission"))).hasSize(1);
    }

    @Test
    void verboseShowsWhereItComesFrom() {
        assertThat(CommandRun.of("explain", "--stride", "0", "--verbose").err()).contains("\tat tapline.cli.");
        assertThat(CommandRun.of("explain", "--nonsense", "--verbose").err()).contains("\tat picocli.");
    }

    @Test
    void tooLittleMemoryIsOneLineToo() throws IOException {
        // An array that no JVM has, whatever memory the tests are given.
        CommandRun run = CommandRun.of(words("apply -k 1 @signal.csv --channels a --padding 1073741822"));

        assertThat(run.exitCode()).isEqualTo(Errors.BAD_INPUT);
        assertThat(run.errorLines()).singleElement().asString().contains("memory", "TAPLINE_JAVA_OPTIONS");
    }

    /// Runs what must be refused.
    ///
    /// @return the lines on standard error
    private List<String> refusal(Refused refused) throws IOException {
        List<Path> before = tree();

        CommandRun run = CommandRun.of(words(refused.command));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(Errors.BAD_INPUT);
        assertThat(run.text()).isEmpty();
        assertThat(run.errorLines().getFirst()).startsWith("tapline: ").contains(refused.says);
        assertThat(run.err()).doesNotContain("\tat ", "Exception");
        assertThat(tree()).isEqualTo(before);
        for (String old : List.of("old.csv", "old.wav", "old.svg")) {
            assertThat(folder.resolve(old)).hasContent(OLD);
        }
        return run.errorLines();
    }

    private String[] words(String command) {
        return Arrays.stream(command.split(" "))
                .map(word ->
                        word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word)
                .toArray(String[]::new);
    }

    private List<Path> tree() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted().toList();
        }
    }
}
