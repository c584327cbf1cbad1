package tapline.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tapline.RandomCases;
import tapline.cli.CommandRun;
import tapline.formats.StateDict;
import tapline.formats.model.Architecture;
import tapline.formats.model.ModelFile;
import tapline.nn.AvgPool1d;
import tapline.nn.CausalConv1d;
import tapline.nn.Conv1d;
import tapline.nn.LayerNorm;
import tapline.nn.Module;
import tapline.nn.ReLU;
import tapline.nn.Sequential;
import tapline.nn.Softmax;
import tapline.nn.TemporalConvNet;
import tapline.onnx.OnnxModel;
import tapline.tensor.Generator;

/// Any network that can work on a live signal does, and says what `tapline run` says.
class LiveModuleTest {
    private static final int SAMPLES = 90;

    @TempDir
    private Path folder;

    private final Generator generator = new Generator(8);

    private String at(String file) {
        return folder.resolve(file).toString();
    }

    private void save(Module net) throws IOException {
        ModelFile.write(net.eval(), folder.resolve("net.safetensors"));
    }

    private static String signal() {
        float[] values = RandomCases.floats(new SplittableRandom(4), 2 * SAMPLES);
        StringBuilder text = new StringBuilder("seconds,left,right\n");
        for (int i = 0; i < SAMPLES; i++) {
            text.append(String.format("0.%02d0000,%s,%s%n", i, values[2 * i], values[2 * i + 1]));
        }
        return text.toString();
    }

    private static CommandRun tapline(String... args) {
        return CommandRun.withInput(signal().getBytes(StandardCharsets.UTF_8), args);
    }

    private static String printed(String... args) {
        CommandRun run = tapline(args);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.text();
    }

    private void assertSaysWhatRunSays() {
        assertThat(printed("stream", at("net.safetensors"))).isEqualTo(printed("run", at("net.safetensors"), "-"));
    }

    @Test
    void severalChannelsGoInAndOthersOut() throws IOException {
        save(Sequential.of(
                TemporalConvNet.of(2, 3).channels(4, 4).generator(generator).build(), new Softmax(1)));
        assertSaysWhatRunSays();
    }

    @Test
    void aNetworkForOneChannelIsAppliedToEach() throws IOException {
        save(CausalConv1d.of(1, 1, 3).dilation(2).generator(generator).build());
        assertSaysWhatRunSays();
        assertThat(printed("stream", at("net.safetensors"))).startsWith("seconds,left,right\n");
        save(CausalConv1d.of(1, 2, 3).generator(generator).build());
        assertSaysWhatRunSays();
    }

    @Test
    void weightsComeWithTheirArchitecture() throws IOException {
        Module net = CausalConv1d.of(2, 3, 4).generator(generator).build();
        StateDict.of(net.stateDict()).write(folder.resolve("net.pt"));
        Files.writeString(folder.resolve("net.json"), Architecture.describe(net));
        String[] rest = {at("net.pt"), "--architecture", at("net.json")};
        assertThat(printed("stream", rest[0], rest[1], rest[2]))
                .isEqualTo(printed("run", rest[0], "-", rest[1], rest[2]));
    }

    /// Their answers are not those of single lines, and have no times.
    @ParameterizedTest
    @CsvSource({"1, 5, 2", "2, 3, 0", "3, 4, 1", "1, 3, 0"})
    void whatLooksAheadOrSkipsEndsWithTheSignal(int stride, int kernelSize, int padding) throws IOException {
        save(Sequential.of(
                Conv1d.of(2, 3, kernelSize)
                        .stride(stride)
                        .padding(padding)
                        .generator(generator)
                        .build(),
                new ReLU()));
        List<String> run = printed("run", at("net.safetensors"), "-", "-o", "-", "--format", "csv")
                .lines()
                .map(line -> line.substring(line.indexOf(',') + 1))
                .toList();
        assertThat(printed("stream", at("net.safetensors")).lines()).containsExactlyElementsOf(run);
    }

    @Test
    void whatLooksAheadGoesOnWhereItStopped() throws IOException {
        save(Conv1d.of(2, 3, 5).padding(2).generator(generator).build());
        List<String> lines = signal().lines().toList();
        List<String> answers = new ArrayList<>();
        for (int from = 1; from < lines.size(); from += 30) {
            String part = lines.getFirst() + "\n" + String.join("\n", lines.subList(from, from + 30));
            CommandRun run = CommandRun.withInput(
                    part.getBytes(StandardCharsets.UTF_8),
                    "stream",
                    at("net.safetensors"),
                    "--snapshot",
                    at("net.state"));
            assertThat(run.err()).isEmpty();
            run.text().lines().skip(1).forEach(answers::add);
        }
        List<String> whole =
                printed("stream", at("net.safetensors")).lines().skip(1).toList();
        assertThat(answers).containsExactlyElementsOf(whole.subList(0, SAMPLES - 2));
    }

    @Test
    void aNetworkWithoutChannelsOfItsOwnTakesAny() throws IOException {
        save(Sequential.of(new ReLU(), AvgPool1d.of(2)));
        assertThat(printed("stream", at("net.safetensors")).lines()).hasSize(1 + SAMPLES / 2);
    }

    @Test
    void whatCanNotStreamIsNamed() throws IOException {
        save(Sequential.of(
                Conv1d.of(2, 3, 1).build(),
                Sequential.of(LayerNorm.of(3, SAMPLES).build())));
        assertThat(tapline("stream", at("net.safetensors")).errorLines())
                .singleElement()
                .asString()
                .startsWith("tapline: " + at("net.safetensors") + ": 1.0: LayerNorm((3, 90)")
                .endsWith("can't be streamed: its mean and variance are those of the whole signal");

        save(Conv1d.of(3, 1, 2).build());
        assertThat(tapline("stream", at("net.safetensors")).err())
                .startsWith("tapline: " + at("net.safetensors") + ": ")
                .contains("3", "2");

        OnnxModel.write(CausalConv1d.of(1, 1, 2).build(), folder.resolve("net.onnx"), 1, 1, 9);
        assertThat(tapline("stream", at("net.onnx")).errorLines())
                .singleElement()
                .asString()
                .contains("net.onnx: a network in ONNX can't be streamed", "`tapline run`", "--architecture");

        StateDict.of(Conv1d.of(3, 1, 2).build().stateDict()).write(folder.resolve("weights.pt"));
        assertThat(tapline("stream", at("weights.pt")).err()).contains("weights.pt: expected a network with its");
        for (String[] refused : new String[][] {
            {"stream", at("net.safetensors")}, {"stream", at("net.onnx")}, {"stream", at("weights.pt")}
        }) {
            assertThat(tapline(refused).exitCode()).as(Arrays.toString(refused)).isEqualTo(2);
            assertThat(tapline(refused).text()).isEmpty();
        }
    }
}
