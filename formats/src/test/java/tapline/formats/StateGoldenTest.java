package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Files that PyTorch wrote, compared with the same tensors in another format.
class StateGoldenTest {
    private static final List<String> MODELS = StateFiles.MODELS;

    @ParameterizedTest
    @FieldSource("MODELS")
    void aModelIsTheSameInEveryFormat(String model) throws IOException {
        StateDict expected = StateFiles.read("models/" + model + "/state.safetensors");
        StateDict zip = StateFiles.read("models/" + model + "/state.pt");
        StateDict legacy = StateFiles.read("models/" + model + "/state_legacy.pt");

        assertThat(expected.format()).hasValue(StateFormat.SAFETENSORS);
        assertThat(zip.format()).hasValue(StateFormat.PYTORCH);
        assertThat(legacy.format()).hasValue(StateFormat.PYTORCH_LEGACY);
        assertThat(expected.metadata()).containsEntry("model", model);
        assertThat(expected.names()).isNotEmpty();
        StateFiles.assertSame(zip, expected);
        StateFiles.assertSame(legacy, expected);
        assertThat(legacy.names()).containsExactlyElementsOf(zip.names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"variety", "variety_legacy", "variety_pickle3", "variety_pickle4"})
    void everyTypeAndViewInEveryProtocol(String name) throws IOException {
        StateDict state = StateFiles.read("pt_variety/" + name + ".pt");

        StateFiles.assertSame(state, StateFiles.read("pt_variety/expected.safetensors"));
        assertThat(state.names()).startsWith("f32", "f64", "f16").endsWith("checkpoint.optimizer.state.1.exp_avg_sq");
        assertThat(state.extras())
                .contains(
                        entry("checkpoint.epoch", 3L),
                        entry("checkpoint.loss", 0.125),
                        entry("checkpoint.name", "run é中"),
                        entry("checkpoint.done", true),
                        entry("checkpoint.big", BigInteger.TWO.pow(70)),
                        entry("checkpoint.neg", -7L),
                        entry("checkpoint.size.1", 3L),
                        entry("checkpoint.lst.3.0", 4L),
                        entry("checkpoint.optimizer.param_groups.0.betas.1", 0.9),
                        entry("checkpoint.history.1", 0.5),
                        entry("checkpoint.inf", Double.POSITIVE_INFINITY))
                .doesNotContainKeys("checkpoint.nothing", "checkpoint.dtype", "checkpoint.device", "checkpoint.data");
    }

    @Test
    void aBranchOfACheckpoint() throws IOException {
        StateDict model = StateFiles.read("pt_variety/variety.pt").under("checkpoint.model");

        assertThat(model.names()).containsExactly("weight", "bias");
        assertThat(model.tensor("weight").shape().toArray()).containsExactly(3, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "f16, FLOAT32", "bf16, FLOAT32", "i64, FLOAT64", "i32, FLOAT64", "i16, FLOAT32",
        "i8, FLOAT32", "u8, FLOAT32", "bool, FLOAT32", "f32, FLOAT32", "f64, FLOAT64"
    })
    void elementsBecomeTheNearestFloatingPoint(String name, DType dtype) throws IOException {
        assertThat(StateFiles.read("pt_variety/variety.pt").tensor(name).dtype())
                .isEqualTo(dtype);
    }

    @Test
    void tensorsWithoutNames() throws IOException {
        assertThat(StateFiles.read("pt_variety/single_tensor.pt").names()).containsExactly("tensor");
        StateDict list = StateFiles.read("pt_variety/list.pt");
        assertThat(list.names()).containsExactly("0", "1");
        assertThat(list.tensor("1").equal(Tensor.of(-1.0, 0x1p40, 0)))
                .as(list.tensor("1").toString())
                .isTrue();
    }

    static Stream<Path> edges() throws IOException {
        return Files.list(StateFiles.path("safetensors_edge")).sorted();
    }

    @ParameterizedTest
    @MethodSource("edges")
    void edgesOfTheSpecification(Path file) throws IOException {
        if (file.getFileName().toString().startsWith("ok_")) {
            StateDict state = StateDict.read(file);
            assertThat(state.tensors()).hasSameSizeAs(state.names());
        } else {
            assertThat(Refusal.of(() -> StateDict.read(file))).startsWith(file + ": ");
        }
    }

    @Test
    void eachEdgeIsRefusedInItsOwnWords() throws IOException {
        List<String> messages = new ArrayList<>();
        for (Path file : edges().toList()) {
            if (file.getFileName().toString().startsWith("bad_")) {
                messages.add(Refusal.of(() -> StateDict.read(file))
                        .replace(file.toString(), "")
                        .replaceAll("[0-9]+", "N"));
            }
        }
        assertThat(new HashSet<>(messages)).hasSize(messages.size()).hasSize(11);
    }

    @Test
    void whatTheEdgesHold() throws IOException {
        StateDict padded = StateFiles.read("safetensors_edge/ok_metadata_and_padding.safetensors");
        assertThat(padded.metadata()).containsExactly(entry("k", "v é \" \\"));
        assertThat(padded.tensor("a").equal(Tensor.of(new float[][] {{1, -2}}))).isTrue();
        StateDict unordered = StateFiles.read("safetensors_edge/ok_keys_out_of_order.safetensors");
        assertThat(unordered.names()).containsExactly("a", "b");
        assertThat(unordered.tensor("b").item()).isEqualTo(-2);
        StateDict empty = StateFiles.read("safetensors_edge/ok_zero_size_and_scalar.safetensors");
        assertThat(empty.tensor("e").shape().toArray()).containsExactly(0, 3);
        assertThat(empty.tensor("s").item()).isEqualTo(0.5);
        assertThat(StateFiles.read("safetensors_edge/ok_empty.safetensors").names())
                .isEmpty();
    }
}
