package tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tapline.formats.Signal;
import tapline.formats.Signals;
import tapline.formats.StateDict;
import tapline.formats.model.Architecture;
import tapline.formats.model.ModelFile;
import tapline.nn.AdaptiveAvgPool1d;
import tapline.nn.Conv1d;
import tapline.nn.ConvTranspose1d;
import tapline.nn.Flatten;
import tapline.nn.Module;
import tapline.nn.Sequential;
import tapline.onnx.OnnxModel;
import tapline.tensor.Tensor;

class RunTest {
    private static final String TABLE = "seconds,left,right\n0.0,1,10\n0.5,2,20\n1.0,4,40\n1.5,8,80\n";

    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void writeTable() throws IOException {
        table = Files.writeString(folder.resolve("table.csv"), TABLE);
    }

    private static Conv1d difference() {
        Conv1d conv = Conv1d.of(1, 1, 2).bias(false).build();
        conv.weight().set(Tensor.wrap(new float[] {-1, 1}, 1, 1, 2));
        return conv;
    }

    private Path written(Module module, int channels) throws IOException {
        Path model = folder.resolve("net.onnx");
        OnnxModel.write(module, model, 1, channels, 4);
        return model;
    }

    private Signal run(Path model, String out, String... more) throws IOException {
        Path result = folder.resolve(out);
        String[] args = {"run", model.toString(), table.toString(), "-o", result.toString()};
        CommandRun run = CommandRun.of(
                Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Signals.read(result);
    }

    @Test
    void aNetworkForOneChannelIsAppliedToEach() throws IOException {
        Signal result = run(written(difference(), 1), "result.csv");
        assertThat(result.channelNames()).containsExactly("left", "right");
        assertThat(result.samples().equal(Tensor.wrap(new float[] {1, 2, 4, 10, 20, 40}, 2, 3)))
                .isTrue();
        assertThat(result.sampleRate()).hasValue(2);
    }

    @Test
    void aNetworkOfThisLibraryIsApplied() throws IOException {
        Path model = folder.resolve("net.safetensors");
        ModelFile.write(difference(), model);
        Signal result = run(model, "result.csv");
        assertThat(result.samples().equal(Tensor.wrap(new float[] {1, 2, 4, 10, 20, 40}, 2, 3)))
                .isTrue();
    }

    @Test
    void weightsAreAppliedWithTheirArchitecture() throws IOException {
        Conv1d sum = Conv1d.of(2, 1, 1).bias(false).build();
        sum.weight().set(Tensor.ones(1, 2, 1));
        Path weights = folder.resolve("sum.pt");
        StateDict.of(sum.stateDict()).write(weights);
        Path json = Files.writeString(folder.resolve("sum.json"), Architecture.describe(sum));
        Signal result = run(weights, "result.csv", "--architecture", json.toString());
        assertThat(result.samples().equal(Tensor.wrap(new float[] {11, 22, 44, 88}, 1, 4)))
                .isTrue();
        assertThat(CommandRun.of("run", weights.toString(), table.toString()).err())
                .contains("sum.pt: expected a network with its architecture");
    }

    @Test
    void aNetworkForAllChannelsGetsThem() throws IOException {
        Conv1d sum = Conv1d.of(2, 1, 1).bias(false).build();
        sum.weight().set(Tensor.ones(1, 2, 1));
        Signal result = run(written(sum, 2), "result.csv");
        assertThat(result.samples().equal(Tensor.wrap(new float[] {11, 22, 44, 88}, 1, 4)))
                .isTrue();
    }

    @Test
    void aNetworkThatMakesSignalsLongerRaisesTheirRate() throws IOException {
        Signal result =
                run(written(ConvTranspose1d.of(1, 1, 2).stride(2).build(), 1), "result.csv", "--channels", "left");
        assertThat(result.length()).isEqualTo(8);
        assertThat(result.sampleRate()).hasValue(4);
    }

    @Test
    void aClassifierGivesARow() throws IOException {
        Module mean = Sequential.of(AdaptiveAvgPool1d.of(1), new Flatten());
        Signal result = run(written(mean, 2), "result.csv");
        assertThat(result.samples().equal(Tensor.wrap(new float[] {3.75f, 37.5f}, 2, 1)))
                .isTrue();
    }

    @Test
    void aPictureShowsBoth() throws IOException {
        Path picture = folder.resolve("result.svg");
        CommandRun run =
                CommandRun.of("run", written(difference(), 1).toString(), table.toString(), "-o", picture.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(picture).content().contains("<svg", "output: right");
    }

    @Test
    void whatDoesNotFitIsToldInOneLine() throws IOException {
        Path model = written(Conv1d.of(3, 1, 1).build(), 3);
        assertThat(CommandRun.of("run", model.toString(), table.toString()).err())
                .isEqualTo("tapline: expected input tensor(float) [batch, 3, length], but got size [1, 2, 4]\n");
        assertThat(CommandRun.of("run", table.toString(), table.toString()).err())
                .startsWith("tapline: " + table + ": byte 0: expected a safetensors, .npz, .npy or PyTorch file")
                .hasLineCount(1);
    }

    @Test
    void inspectDescribesANetwork() throws IOException {
        String text = CommandRun.printed("inspect", written(difference(), 1).toString());
        assertThat(text)
                .contains("metadata: inputs = input tensor(float) [batch, 1, length]")
                .contains("metadata: nodes = Conv=1")
                .contains("weight")
                .contains("1 tensor, 2 elements, 8 bytes");
    }
}
