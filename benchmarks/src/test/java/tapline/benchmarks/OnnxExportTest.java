package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.nn.Module;
import tapline.onnx.ExportedNetworks;
import tapline.onnx.OnnxModel;
import tapline.onnx.SteppedNetworks;
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

    @ParameterizedTest
    @MethodSource("tapline.onnx.SteppedNetworks#all")
    void sameOutputsStepByStep(SteppedNetworks.Network network) throws IOException, OrtException {
        Module module = network.module();
        for (int chunk : new int[] {1, 16}) {
            byte[] model = OnnxModel.toStreamingBytes(module, "x", network.stride() * chunk);
            OnnxModel same = OnnxModel.parse(model, "x");
            Tensor signal = SteppedNetworks.signal(new SplittableRandom(3), network.channels(), network.stride() * 96);
            try (OrtSession session = ENVIRONMENT.createSession(model)) {
                Tensor output = SteppedNetworks.run(same.inputs(), given -> step(session, given), signal);
                Tensor expected = SteppedNetworks.run(same.inputs(), same::run, signal);
                Map<String, String> metadata = session.getMetadata().getCustomMetadata();
                int delay = Integer.parseInt(metadata.get(OnnxModel.DELAY));
                int frames = output.size(2);
                assertThat(output.slice(2, delay, frames).allClose(expected.slice(2, delay, frames), 1e-4, 1e-5))
                        .isTrue();
            }
        }
    }

    private static Map<String, Tensor> step(OrtSession session, Map<String, Tensor> given) {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (Map.Entry<String, Tensor> input : given.entrySet()) {
                inputs.put(input.getKey(), tensor(input.getKey(), input.getValue()));
            }
            Map<String, Tensor> made = new HashMap<>();
            try (OrtSession.Result outputs = session.run(inputs)) {
                for (Map.Entry<String, OnnxValue> output : outputs) {
                    made.put(output.getKey(), tensor((OnnxTensor) output.getValue()));
                }
            }
            return made;
        } catch (OrtException e) {
            throw new AssertionError(e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static Tensor run(OrtSession session, Tensor input) throws OrtException {
        try (OnnxTensor tensor = tensor("input", input);
                OrtSession.Result outputs = session.run(Map.of("input", tensor))) {
            return tensor((OnnxTensor) outputs.get(0));
        }
    }

    /// The number of steps is an integer, the rest is not.
    private static OnnxTensor tensor(String name, Tensor tensor) throws OrtException {
        long[] sizes = Arrays.stream(tensor.shape().toArray()).asLongStream().toArray();
        if (name.equals("steps")) {
            return OnnxTensor.createTensor(ENVIRONMENT, LongBuffer.wrap(new long[] {(long) tensor.item()}), sizes);
        }
        return OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(tensor.floats()), sizes);
    }

    private static Tensor tensor(OnnxTensor output) {
        int[] shape = Arrays.stream(output.getInfo().getShape())
                .mapToInt(Math::toIntExact)
                .toArray();
        if (output.getInfo().type == OnnxJavaType.INT64) {
            return Tensor.full(output.getLongBuffer().get(0), shape);
        }
        float[] elements = new float[output.getFloatBuffer().remaining()];
        output.getFloatBuffer().get(elements);
        return Tensor.wrap(elements, shape);
    }
}
