package tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.formats.StateDict;
import tapline.formats.StateFormat;
import tapline.tensor.Tensor;

/// `inspect` and `convert`.
class WeightsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("net.conv.weight", Tensor.of(new float[][] {{1, 2, 3}, {4, Float.NaN, 5}}));
        tensors.put("net.conv.bias", Tensor.of(-1.5, Double.POSITIVE_INFINITY));
        tensors.put("steps", Tensor.scalar(7f));
        tensors.put("empty", Tensor.zeros(0, 3));
        file = folder.resolve("model.safetensors");
        StateDict.of(tensors).withMetadata(Map.of("format", "pt\u001b[2J")).write(file);
    }

    @Test
    void aRowForEachTensor() {
        assertThat(CommandRun.printed("inspect", file.toString()).lines())
                .containsExactly(
                        file + ": safetensors",
                        "metadata: format = pt?[2J",
                        "",
                        "tensor           type  shape   bytes   min  max  mean    std  nan",
                        "net.conv.bias    F64   [2]        16  -1.5  inf   inf      -    0",
                        "empty            F32   [0, 3]      0     -    -     -      -    0",
                        "net.conv.weight  F32   [2, 3]     24     1    5     3  1.581    1",
                        "steps            F32   []          4     7    7     7      -    0",
                        "",
                        "4 tensors, 9 elements, 44 bytes");
    }

    @Test
    void theSameInJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(CommandRun.printed("inspect", "--json", file.toString()));

        assertThat(json.get("file").asText()).isEqualTo(file.toString());
        assertThat(json.get("format").asText()).isEqualTo("safetensors");
        assertThat(json.get("metadata").get("format").asText()).isEqualTo("pt\u001b[2J");
        JsonNode weight = json.get("tensors").get(2);
        assertThat(weight.get("name").asText()).isEqualTo("net.conv.weight");
        assertThat(weight.get("shape").toString()).isEqualTo("[2,3]");
        assertThat(weight.get("mean").doubleValue()).isEqualTo(3);
        assertThat(weight.get("std").doubleValue()).isEqualTo(Math.sqrt(2.5));
        assertThat(weight.get("nan").intValue()).isEqualTo(1);
        assertThat(json.get("tensors").get(0).get("max").asText()).isEqualTo("inf");
        assertThat(json.get("tensors").get(1).get("min").isNull()).isTrue();
    }

    @Test
    void standardInputHasTensorsToo() throws IOException {
        CommandRun run = CommandRun.withInput(Files.readAllBytes(file), "inspect", "-");
        assertThat(run.text()).startsWith("standard input: safetensors").endsWith("44 bytes\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.pt", "out.npz", "out.safetensors", "model.safetensors"})
    void convertKeepsEveryTensor(String name) throws IOException {
        Map<String, Tensor> before = StateDict.read(file).tensors();
        Path out = folder.resolve(name);

        assertThat(CommandRun.printed("convert", file.toString(), out.toString()))
                .isEmpty();

        StateDict converted = StateDict.read(out);
        assertThat(converted.format()).hasValue(StateFormat.ofFileName(out));
        assertThat(converted.names()).containsExactlyElementsOf(before.keySet());
        converted
                .tensors()
                .forEach((key, tensor) -> assertThat(tensor.toString())
                        .as(key)
                        .isEqualTo(before.get(key).toString()));
        if (name.endsWith("safetensors")) {
            assertThat(converted.metadata()).containsExactly(entry("format", "pt\u001b[2J"));
        }
    }

    @Test
    void convertPicksABranch() throws IOException {
        Path out = folder.resolve("conv.pt");
        CommandRun.printed("convert", "--under", "net.conv", file.toString(), out.toString());

        assertThat(StateDict.read(out).names()).containsExactly("bias", "weight");
    }
}
