package tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.formats.Format;
import tapline.formats.NpyFile;
import tapline.formats.ReadOptions;
import tapline.formats.Signal;
import tapline.formats.Signals;
import tapline.formats.WavEncoding;
import tapline.formats.WriteOptions;
import tapline.shape.ConvOptions;
import tapline.shape.Padding;
import tapline.tensor.Functional;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

class ApplyTest {
    private static final String TABLE = "seconds,left,right\n0.0,1,10\n0.5,2,20\n1.0,4,40\n1.5,8,80\n";

    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void writeTable() throws IOException {
        table = Files.writeString(folder.resolve("table.csv"), TABLE);
    }

    @Test
    void filtersEachColumnAndKeepsItsName() throws IOException {
        Signal result = apply(table, "result.csv", "--kernel", "-1,1");

        assertThat(result.channelNames()).containsExactly("left", "right");
        assertThat(rows(result)).isDeepEqualTo(new float[][] {{1, 2, 4}, {10, 20, 40}});
        assertThat(result.sampleRate()).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"right", "3"})
    void takesAColumnByNameOrNumber(String column) throws IOException {
        Signal result = apply(table, "result.csv", "--kernel", "0.5,0.5", "--channels", column);

        assertThat(result.channelNames()).containsExactly("right");
        assertThat(rows(result)).isDeepEqualTo(new float[][] {{15, 30, 60}});
    }

    @Test
    void readsAFileWithoutHeader() throws IOException {
        Path bare = Files.writeString(folder.resolve("bare.csv"), "1\n2\n4\n");

        assertThat(rows(apply(bare, "result.csv", "--kernel", "1,1", "--header", "absent")))
                .isDeepEqualTo(new float[][] {{3, 6}});
    }

    @Test
    void strideDividesTheSampleRateOfAWav() throws IOException {
        Path wav = write("voice.wav", Signal.of(random(2, 40), 8000));

        Signal result = apply(wav, "half.wav", "--kernel", "0.5,0.5", "--stride", "2");

        assertThat(result.sampleRate()).hasValue(4000);
        assertThat(result.channels()).isEqualTo(2);
        assertThat(result.length()).isEqualTo(20);
    }

    @Test
    void storesAWavAsAsked() throws IOException {
        Path wav = write("voice.wav", Signal.of(random(1, 8), 8000));
        Path result = folder.resolve("result.wav");
        CommandRun.printed("apply", "-k", "1", "--wav-encoding", "pcm_16", wav.toString(), "-o", result.toString());

        assertThat(Signals.readFile(result, ReadOptions.DEFAULT).wavEncoding()).hasValue(WavEncoding.PCM_16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--stride 3", "--padding 2", "--padding 1,4", "--dilation 5", "--causal"})
    void resultsAreTheLibrarys(String options) throws IOException {
        Tensor samples = random(2, 50);
        Tensor kernel = random(3, 2, 4);
        Path signal = write("signal.npy", Signal.of(samples));
        Path taps = folder.resolve("taps.npy");
        NpyFile.writeTensor(kernel, taps);
        List<String> arguments = new ArrayList<>(List.of("--kernel-file", taps.toString()));
        arguments.addAll(options.isEmpty() ? List.of() : Arrays.asList(options.split(" ")));

        Signal result = apply(signal, "result.npy", arguments.toArray(String[]::new));

        ConvOptions expected = switch (options) {
            case "--stride 3" -> ConvOptions.DEFAULT.stride(3);
            case "--padding 2" -> ConvOptions.DEFAULT.padding(Padding.of(2));
            case "--padding 1,4" -> ConvOptions.DEFAULT.padding(Padding.of(1, 4));
            case "--dilation 5" -> ConvOptions.DEFAULT.dilation(5);
            case "--causal" -> ConvOptions.DEFAULT.padding(Padding.of(3, 0));
            default -> ConvOptions.DEFAULT;
        };
        assertThat(result.samples().equal(Functional.conv1d(samples, kernel, null, expected)))
                .isTrue();
    }

    @Test
    void severalKernelsMakeSeveralChannels() throws IOException {
        Signal result = apply(table, "result.csv", "--kernel", "1,0;0,1", "--channels", "left");

        assertThat(result.channelNames()).containsExactly("left_1", "left_2");
        assertThat(rows(result)).isDeepEqualTo(new float[][] {{1, 2, 4}, {2, 4, 8}});
    }

    @Test
    void aKernelFileHasARowForEachOutput() throws IOException {
        Path taps = Files.writeString(folder.resolve("taps.csv"), "1,0\n0,1\n");

        assertThat(rows(apply(table, "a.npy", "--kernel-file", taps.toString())))
                .isDeepEqualTo(rows(apply(table, "b.npy", "--kernel", "1,0;0,1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1,1", "1,2,3", "1,2,3,4,5,6"})
    void paddingSameKeepsTheLength(String kernel) throws IOException {
        assertThat(apply(table, "result.csv", "--kernel", kernel, "--padding", "same")
                        .length())
                .isEqualTo(4);
    }

    @Test
    void causalIsPaddingOnTheLeft() throws IOException {
        Signal causal = apply(table, "causal.csv", "--kernel", "1,2,3", "--dilation", "2", "--causal");
        Signal padded = apply(table, "padded.csv", "--kernel", "1,2,3", "--dilation", "2", "--padding", "4,0");

        assertThat(rows(causal)).isDeepEqualTo(rows(padded));
        assertThat(causal.length()).isEqualTo(4);
    }

    @Test
    void standardInputGoesToStandardOutputInItsOwnFormat() {
        CommandRun run =
                CommandRun.withInput("v\n1\n2\n4\n".getBytes(StandardCharsets.UTF_8), "apply", "-k", "1,1", "-");

        assertThat(run.err()).isEmpty();
        assertThat(run.text()).isEqualTo("v\n3.0\n6.0\n");
    }

    @Test
    void standardOutputTakesBytesToo() throws IOException {
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        Signals.write(Signal.of(random(1, 9), 8000), wav, Format.WAV, WriteOptions.DEFAULT);

        CommandRun run = CommandRun.withInput(wav.toByteArray(), "apply", "-k", "1", "-", "--format", "npy");

        assertThat(run.err()).isEmpty();
        assertThat(Signals.read(new ByteArrayInputStream(run.out()), "npy", ReadOptions.DEFAULT)
                        .samples()
                        .equal(random(1, 9)))
                .isTrue();
    }

    @Test
    void writesPicturesBesideTheResult() throws IOException {
        Path picture = folder.resolve("picture.png");
        Path drawing = folder.resolve("drawing.svg");
        Path result = folder.resolve("result.csv");
        CommandRun.printed(
                "apply",
                "-k",
                "1,1",
                table.toString(),
                "-o",
                picture.toString(),
                "-o",
                drawing.toString(),
                "-o",
                result.toString());

        assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(drawing).content().startsWith("<").contains("input: left", "output: right", "time [s]");
        assertThat(Signals.read(result).length()).isEqualTo(3);
    }

    @Test
    void mayReplaceTheFileThatItReads() throws IOException {
        CommandRun.printed("apply", "-k", "1,1", table.toString(), "-o", table.toString());

        assertThat(rows(Signals.read(table))).isDeepEqualTo(new float[][] {{3, 6, 12}, {30, 60, 120}});
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path target = Files.writeString(folder.resolve("target.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), target);
        CommandRun.printed("apply", "-k", "1,1", table.toString(), "-o", link.toString());

        assertThat(link).isSymbolicLink();
        assertThat(Signals.read(target).length()).isEqualTo(3);
    }

    private Signal apply(Path signal, String result, String... options) throws IOException {
        Path out = folder.resolve(result);
        List<String> arguments = new ArrayList<>(List.of("apply", signal.toString(), "-o", out.toString()));
        arguments.addAll(List.of(options));
        assertThat(CommandRun.printed(arguments.toArray(String[]::new))).isEmpty();
        return Signals.read(out);
    }

    private Path write(String name, Signal signal) throws IOException {
        Path path = folder.resolve(name);
        Signals.write(signal, path);
        return path;
    }

    private static Tensor random(int... shape) {
        return new Generator(7).randn(shape);
    }

    private static float[][] rows(Signal signal) {
        float[][] rows = new float[signal.channels()][];
        for (int channel = 0; channel < rows.length; channel++) {
            rows[channel] = signal.samples().select(0, channel).floats();
        }
        return rows;
    }
}
