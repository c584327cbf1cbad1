package tapline.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.golden.Safetensors;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Networks that PyTorch exported give PyTorch's own outputs.
class PyTorchModelsTest {
    static byte[] bytes(String name) throws IOException {
        try (InputStream in = PyTorchModelsTest.class.getResourceAsStream("models/" + name)) {
            return in.readAllBytes();
        }
    }

    private static OnnxModel model(String name) throws IOException {
        return OnnxModel.parse(bytes(name), name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "causal/model",
                "causal/model_opset16",
                "inception/model",
                "inception/model_opset16",
                "m5/model",
                "m5/model_nofold",
                "m5/model_opset16",
                "tcn/model",
                "tcn/model_nofold",
                "tcn/model_opset16"
            })
    void outputs(String name) throws IOException {
        Safetensors tensors = Safetensors.parse(bytes(name.substring(0, name.indexOf('/')) + "/io.safetensors"));
        Tensor output = model(name + ".onnx").forward(tensors.tensor("input"));
        assertThat(output.to(DType.FLOAT64).allClose(tensors.tensor("output_f64"), 1e-5, 1e-6))
                .isTrue();
    }

    @Test
    void parametersHaveTheirNames() throws IOException {
        OnnxModel model = model("causal/model.onnx");
        assertThat(model.stateDict()).isNotEmpty();
        assertThat(model.namedParameters()).containsOnlyKeys(model.stateDict().keySet());
        Tensor input =
                Tensor.ones(1, model.inputs().getFirst().sizes().orElseThrow().size() > 1 ? channels(model) : 1, 50);
        Tensor before = model.forward(input);
        Map<String, Tensor> state = model.stateDict();
        state.replaceAll((name, tensor) -> tensor.mul(0));
        model.loadStateDict(state);
        assertThat(model.forward(input).equal(before.mul(0))).isTrue();
    }

    private static int channels(OnnxModel model) {
        return Integer.parseInt(model.inputs().getFirst().sizes().orElseThrow().get(1));
    }

    @Test
    void weightNormIsLearnedByItsTwoParts() throws IOException {
        assertThat(model("tcn/model_nofold.onnx").namedParameters())
                .containsKeys("network.0.conv1.weight_g", "network.0.conv1.weight_v", "head.bias");
        assertThat(model("m5/model_nofold.onnx").stateDict()).containsKey("bn1.running_mean");
        assertThat(model("m5/model_nofold.onnx").namedParameters()).doesNotContainKey("bn1.running_mean");
    }

    @Test
    void describesItself() throws IOException {
        OnnxModel model = model("tcn/model.onnx");
        assertThat(model.opset()).isEqualTo(13);
        assertThat(model.operators()).containsEntry("Conv", 9);
        assertThat(model.inputs().getFirst().toString()).contains("tensor(float) [");
        assertThat(model.toString()).startsWith("OnnxModel(\n  [input");
    }
}
