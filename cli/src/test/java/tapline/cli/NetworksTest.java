package tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.formats.StateDict;
import tapline.formats.model.ModelFile;
import tapline.nn.BatchNorm1d;
import tapline.nn.Conv1d;
import tapline.nn.Flatten;
import tapline.nn.Linear;
import tapline.nn.Sequential;
import tapline.onnx.OnnxModel;
import tapline.onnx.OnnxPort;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// Networks whose architecture is known: `inspect`, `compare` and `convert`.
class NetworksTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void copyNetworks() throws IOException {
        for (String name : new String[] {"tcn", "causal", "m5", "inception"}) {
            copy("/golden/models/" + name + "/state.safetensors", name + ".safetensors");
            copy("/golden/models/" + name + "/io.safetensors", name + "-io.safetensors");
            copy("/tapline/cli/networks/" + name + ".json", name + ".json");
        }
    }

    private void copy(String resource, String file) throws IOException {
        try (InputStream in = NetworksTest.class.getResourceAsStream(resource)) {
            Files.copy(in, folder.resolve(file));
        }
    }

    private String at(String file) {
        return folder.resolve(file).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcn", "causal", "m5", "inception"})
    void networksOfPyTorchGiveItsOutputs(String name) {
        String printed = CommandRun.printed(
                "compare",
                at(name + ".safetensors"),
                "--architecture",
                at(name + ".json"),
                "--against",
                at(name + "-io.safetensors"));
        assertThat(printed.lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("largest absolute error: "))
                .anyMatch(line -> line.startsWith("largest relative error: "))
                .last()
                .asString()
                .startsWith("PASS: ")
                .endsWith(" are within 1.00e-05 * (1 + |expected|)");
    }

    @Test
    void networksOfOnnxAreCompared() throws IOException {
        Conv1d conv = Conv1d.of(1, 2, 3).build();
        Tensor input = Tensor.of(new float[][][] {{{1, 2, 4, 8, 16}}});
        OnnxModel.write(conv, folder.resolve("conv.onnx"), 1, 1, 5);
        StateDict.of(Map.of("x", input, "y", conv.forward(input).detach())).write(folder.resolve("xy.npz"));
        String[] command = {"compare", at("conv.onnx"), "--against", at("xy.npz"), "--input", "x", "--output", "y"};
        assertThat(CommandRun.printed(command)).contains("PASS: 6 numbers are");
    }

    @Test
    void onnxIsToldByItsContent() throws IOException {
        byte[] onnx = OnnxModel.toBytes(Conv1d.of(1, 2, 3).build(), "conv", 1, 1, 5);
        Files.write(folder.resolve("model.bin"), onnx);

        assertThat(CommandRun.printed("inspect", at("model.bin"))).contains("opset");
        assertThat(CommandRun.withInput(onnx, "inspect", "-").text()).contains("opset");
    }

    @Test
    void otherWeightsFail() throws IOException {
        Map<String, Tensor> state = new LinkedHashMap<>(
                StateDict.read(folder.resolve("causal.safetensors")).tensors());
        state.put("conv1d.weight", state.get("conv1d.weight").mul(1.01));
        StateDict.of(state).write(folder.resolve("causal.pt"));

        CommandRun run = CommandRun.of(
                "compare",
                at("causal.pt"),
                "--architecture",
                at("causal.json"),
                "--against",
                at("causal-io.safetensors"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text().lines().toList().getLast())
                .matches("FAIL: \\d+ of 48 numbers are not within 1\\.00e-05 \\* \\(1 \\+ \\|expected\\|\\)");
        assertThat(CommandRun.printed(
                        "compare",
                        at("causal.pt"),
                        "--architecture",
                        at("causal.json"),
                        "--against",
                        at("causal-io.safetensors"),
                        "--tolerance",
                        "0.1"))
                .contains("PASS: 48 numbers are within 0.100 ");
    }

    @Test
    void errorsAreFoundWhereTheyAre() {
        Tensor expected = Tensor.of(new float[][] {{1, 0, 4}, {Float.NaN, Float.POSITIVE_INFINITY, 1e-3f}});
        Tensor found = Tensor.of(new float[][] {{1, 0.5f, 5}, {Float.NaN, Float.POSITIVE_INFINITY, 2e-3f}});

        Comparison comparison = Comparison.of(found, expected, 0.21);

        assertThat(comparison.absolute().index()).containsExactly(0, 2);
        assertThat(comparison.absolute().absoluteError()).isEqualTo(1);
        assertThat(comparison.relative().index()).containsExactly(1, 2);
        assertThat(comparison.beyond()).isEqualTo(1);
        Tensor nan = Tensor.of(new float[][] {{Float.NaN, 0.5f, 5}, {0, Float.NEGATIVE_INFINITY, 1e-3f}});
        assertThat(Comparison.of(nan, expected, 1e30).beyond()).isEqualTo(3);
    }

    @Test
    void inspectShowsEveryLayer() {
        String text = CommandRun.printed(
                "inspect", at("tcn.safetensors"), "--architecture", at("tcn.json"), "--input-shape", "2,2,40");
        assertThat(text)
                .contains("network: TemporalConvNet for an input of shape [2, 2, 40]")
                .containsPattern("\\n\\(all\\) +TemporalConvNet +\\[2, 3, 40\\] +877 +\\d+\\n")
                .containsPattern("\\nnetwork\\.0\\.conv1 +Conv1d +\\[2, 6, 40\\] +48 +" + 2 * 6 * 40 * 2 * 3 + "\\n")
                .containsPattern("\\nhead +Conv1d +\\[2, 3, 40\\] +27 +" + 2 * 3 * 40 * 8 + "\\n");
    }

    @Test
    void whatAFileSaysOfItsNetworkIsShownWithIt() throws IOException {
        CommandRun.printed(
                "convert", at("causal.safetensors"), at("net.safetensors"), "--architecture", at("causal.json"));

        String text = CommandRun.printed("inspect", at("net.safetensors"));

        assertThat(text)
                .contains("metadata: model = causal")
                .doesNotContain("metadata: tapline")
                .contains("network: CausalConv1d for an input of shape [1, 2, 4096]")
                .endsWith("receptive field: 5 samples\nlatency: 0 samples\ncan be streamed: yes\n");
        JsonNode json = new ObjectMapper()
                .readTree(CommandRun.printed("inspect", "--json", at("net.safetensors")))
                .get("network");
        assertThat(json.get("input_shape").toString()).isEqualTo("[1,2,4096]");
        assertThat(json.get("receptive_field").intValue()).isEqualTo(5);
        assertThat(json.get("streams").booleanValue()).isTrue();
        assertThat(json.get("streams_problem").isNull()).isTrue();
        JsonNode conv = json.get("layers").get(1);
        assertThat(conv.get("name").asText()).isEqualTo("conv1d");
        assertThat(conv.get("output_shape").toString()).isEqualTo("[1,3,4096]");
        assertThat(conv.get("parameters").intValue()).isEqualTo(18);
        assertThat(conv.get("multiply_adds").intValue()).isEqualTo(18 * 4096);
        assertThat(CommandRun.printed("compare", at("net.safetensors"), "--against", at("causal-io.safetensors")))
                .contains("PASS");
    }

    @Test
    void aNetworkIsWrittenAsOnnx() throws IOException {
        CommandRun.printed("convert", at("tcn.safetensors"), at("net.onnx"), "--architecture", at("tcn.json"));
        CommandRun.printed(
                "convert",
                at("tcn.safetensors"),
                at("step.onnx"),
                "--architecture",
                at("tcn.json"),
                "--streaming",
                "--chunk",
                "8");

        Tensor signal = new Generator(1).randn(1, 2, 8);
        Tensor whole = OnnxModel.read(folder.resolve("net.onnx")).forward(signal);
        OnnxModel step = OnnxModel.read(folder.resolve("step.onnx"));
        Map<String, Tensor> first = new HashMap<>(Map.of("x", signal));
        step.inputs().stream().skip(1).forEach(state -> first.put(state.name(), zeros(state)));
        assertThat(first).hasSizeGreaterThan(1);
        assertThat(step.run(first).get("y").equal(whole)).isTrue();
    }

    private static Tensor zeros(OnnxPort port) {
        return Tensor.zeros(
                port.sizes().orElseThrow().stream().mapToInt(Integer::parseInt).toArray());
    }

    @Test
    void aNetworkForOneLengthAloneIsShownWithoutShapes() throws IOException {
        Sequential net = Sequential.of(
                BatchNorm1d.of(1).build(),
                Conv1d.of(1, 2, 3).build(),
                new Flatten(),
                Linear.of(16, 3).build());
        ModelFile.write(net, folder.resolve("net.safetensors"));

        assertThat(CommandRun.printed("inspect", at("net.safetensors")))
                .contains("network: Sequential, whose shapes are not known: ")
                .contains("--input-shape says what it takes")
                .contains("can be streamed: no; ");
        assertThat(CommandRun.printed("inspect", at("net.safetensors"), "--input-shape", "1,1,10"))
                .contains("network: Sequential for an input of shape [1, 1, 10]");
        assertThat(CommandRun.of("inspect", at("net.safetensors"), "-o", at("net.svg"))
                        .err())
                .contains("expected an --input-shape that the network takes");
        assertThat(folder.resolve("net.svg")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"net.svg", "net.png"})
    void aNetworkIsDrawn(String picture) {
        CommandRun.printed(
                "inspect", at("m5.safetensors"), "--architecture", at("m5.json"), "-o", at(picture), "--theme", "dark");
        assertThat(folder.resolve(picture)).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compare @tcn.safetensors --against @tcn-io.safetensors | expected a network with its architecture",
                "compare @tcn.safetensors --architecture @missing.json --against @tcn-io.safetensors "
                        + "| missing.json: there is no such file",
                "compare @tcn.safetensors --architecture @m5.json --against @tcn-io.safetensors "
                        + "| Error(s) in loading state_dict for M5",
                "compare @tcn.safetensors --architecture @tcn.json --against @tcn-io.safetensors --output y "
                        + "| tcn-io.safetensors: expected the name of one of",
                "compare @tcn.safetensors --architecture @tcn.json --against @tcn-io.safetensors --output input "
                        + "| expected an output of shape [2, 2, 40]",
                "compare @tcn.safetensors --architecture @tcn.json --against @m5-io.safetensors | channels",
                "compare @tcn.safetensors --architecture @tcn.json --against @tcn-io.safetensors --tolerance -1 "
                        + "| expected a --tolerance of at least 0",
                "inspect @tcn.safetensors --input-shape 1,2,40 | --input-shape is for a network",
                "inspect @tcn.safetensors -o @net.svg | -o is for a network",
                "inspect @tcn.safetensors --architecture @tcn.json --input-shape 1,3,40 | 3 channels",
                "inspect @tcn.safetensors --architecture @tcn.json --input-shape 1,x | expected a whole number",
                "inspect @tcn.safetensors --architecture @tcn.json -o @net.gif | expected a name that ends in .svg",
                "convert @tcn.safetensors @net.pt --architecture @tcn.json | expected a name that ends in .safetensors",
                "convert @tcn.safetensors @net.pt --streaming | net.pt: expected a name that ends in .onnx",
                "convert @tcn.safetensors @net.onnx --architecture @tcn.json --chunk 8 | --chunk: expected --streaming",
                "convert @tcn.safetensors @net.onnx --architecture @tcn.json --streaming --chunk 0 | at least 1 frame",
                "convert @m5.safetensors @net.onnx --architecture @m5.json --streaming | it takes the mean",
            })
    void whatCanNotBeDoneIsSaidInOneLine(String command, String problem) {
        CommandRun run = CommandRun.of(command.replace("@", folder + "/").split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines().getFirst()).startsWith("tapline: ").contains(problem);
        assertThat(folder.resolve("net.svg")).doesNotExist();
        assertThat(folder.resolve("net.pt")).doesNotExist();
        assertThat(folder.resolve("net.onnx")).doesNotExist();
    }
}
