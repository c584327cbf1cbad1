package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.nn.Module;
import tapline.onnx.ExportedNetworks;
import tapline.onnx.OnnxModel;
import tapline.tensor.Generator;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// What Tapline writes as ONNX, ONNX Runtime runs, with the same outputs.
class OnnxExportTest {
    private static final OrtEnvironment ENVIRONMENT =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "tapline");

    @ParameterizedTest
    @MethodSource("tapline.onnx.ExportedNetworks#all")
    void sameOutputs(ExportedNetworks.Network network) throws IOException, OrtException {
        Module module = network.module();
        byte[] model = OnnxModel.toBytes(module, "x", network.shape());
        Generator generator = new Generator(11);
        int[] shape = network.shape().clone();
        try (OrtSession session = ENVIRONMENT.createSession(model)) {
            for (int batch = 1; batch <= 2; batch++) {
                shape[0] = batch;
                shape[shape.length - 1] += network.anyLength() ? 5 : 0;
                Tensor input = generator.randn(shape);
                Tensor expected = GradMode.noGrad(() -> module.forward(input));
                Tensor output = run(session, input);
                assertThat(output.shape()).isEqualTo(expected.shape());
                assertThat(output.allClose(expected, 1e-4, 1e-5)).isTrue();
            }
        }
    }

    private static Tensor run(OrtSession session, Tensor input) throws OrtException {
        long[] sizes = Arrays.stream(input.shape().toArray()).asLongStream().toArray();
        try (OnnxTensor tensor = OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(input.floats()), sizes);
                OrtSession.Result outputs = session.run(Map.of("input", tensor))) {
            OnnxTensor output = (OnnxTensor) outputs.get(0);
            float[] elements = new float[output.getFloatBuffer().remaining()];
            output.getFloatBuffer().get(elements);
            int[] shape = Arrays.stream(output.getInfo().getShape())
                    .mapToInt(Math::toIntExact)
                    .toArray();
            return Tensor.wrap(elements, shape);
        }
    }
}
