package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tapline.nn.CausalConv1d;
import tapline.nn.InceptionBlock;
import tapline.nn.M5;
import tapline.nn.Module;
import tapline.nn.TemporalConvNet;
import tapline.nn.WeightNorm;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Whole networks with PyTorch's weights: their results and all their gradients, in both element types.
class ModelsGoldenTest {
    private interface Maker {
        Module make(DType dtype);
    }

    @Test
    void theTemporalConvNetIsPyTorchs() throws IOException {
        check("tcn", ModelsGoldenTest::temporal);
    }

    private static Module temporal(DType dtype) {
        return temporal(dtype, true);
    }

    private static Module temporal(DType dtype, boolean weightNorm) {
        return TemporalConvNet.of(2, 3)
                .channels(6, 6, 8)
                .kernelSize(3)
                .dropout(0.1)
                .weightNorm(weightNorm)
                .dtype(dtype)
                .build();
    }

    @Test
    void withoutItsWeightNormItGivesTheSameBits() throws IOException {
        Map<String, Tensor> state = state("tcn");
        Tensor input = read("tcn/io").tensor("input");
        Module with = temporal(DType.FLOAT32).eval();
        with.loadStateDict(state);
        Module without = temporal(DType.FLOAT32, false).eval();
        without.loadStateDict(WeightNorm.fold(state));
        assertThat(without.forward(input).equal(with.forward(input))).isTrue();
    }

    @Test
    void theAuthorsOwnStateIsLoaded() throws IOException {
        Map<String, Tensor> state = state("tcn");
        Map<String, Tensor> twice = new LinkedHashMap<>(state);
        state.forEach((name, tensor) -> twice.put(name.replace(".conv1.", ".net.0."), tensor));
        Module net = temporal(DType.FLOAT32);
        net.loadStateDict(twice);
        assertThat(net.stateDict().keySet()).isEqualTo(state.keySet());
    }

    @Test
    void theClassifierOfRawAudioIsPyTorchs() throws IOException {
        check(
                "m5",
                dtype -> M5.of(1, 5)
                        .channels(4, 4, 8)
                        .pools(4, 2, 2)
                        .stride(16)
                        .dtype(dtype)
                        .build());
    }

    @Test
    void theInceptionBlockIsPyTorchs() throws IOException {
        check(
                "inception",
                dtype -> InceptionBlock.of(3, 4)
                        .bottleneck(4)
                        .kernelSizes(9, 20, 39)
                        .classes(4)
                        .dtype(dtype)
                        .build());
    }

    @Test
    void theNotebooksCausalConvolutionIsPyTorchs() throws IOException {
        check(
                "causal",
                dtype -> CausalConv1d.of(2, 3, 3)
                        .dilation(2)
                        .bias(false)
                        .dtype(dtype)
                        .build());
    }

    private static void check(String name, Maker maker) throws IOException {
        Safetensors io = read(name + "/io");
        for (DType dtype : DType.values()) {
            Module model = maker.make(dtype).eval();
            Map<String, Tensor> state = state(name);
            assertThat(model.stateDict().keySet()).containsExactlyInAnyOrderElementsOf(state.keySet());
            model.loadStateDict(state);
            Tensor input = io.tensor("input").to(dtype).requiresGrad(true);
            Tensor output = model.forward(input);
            output.backward(io.tensor("grad_output").to(dtype));
            GoldenClose.check("output", output, io.tensor("output_f64"));
            // Gradients add up many products: a few more roundings.
            double tolerance = dtype == DType.FLOAT32 ? 1e-5 : 1e-12;
            GoldenClose.check("grad_input", input.grad().orElseThrow(), io.tensor("grad_input"), tolerance);
            model.namedParameters()
                    .forEach((parameter, value) -> GoldenClose.check(
                            parameter, value.grad().orElseThrow(), io.tensor("grad." + parameter), tolerance));
        }
    }

    private static Map<String, Tensor> state(String name) throws IOException {
        Safetensors file = read(name + "/state");
        Map<String, Tensor> state = new LinkedHashMap<>();
        file.names().forEach(tensor -> state.put(tensor, file.number(tensor)));
        return state;
    }

    private static Safetensors read(String name) throws IOException {
        String resource = "/golden/models/" + name + ".safetensors";
        try (InputStream in = ModelsGoldenTest.class.getResourceAsStream(resource)) {
            return Safetensors.parse(in.readAllBytes());
        }
    }
}
