package tapline.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.stream.IntStream;

/// A model that ONNX Runtime has loaded, all optimisations on, with an input in native memory. Not thread-safe.
final class OnnxSession implements AutoCloseable {
    private final OrtSession session;
    private final OnnxTensor input;
    private final Map<String, OnnxTensor> inputs;

    /// @param model the bytes of a `ModelProto` whose input is [OnnxConvModel#INPUT]
    OnnxSession(byte[] model, float[] values, int[] sizes, int threads) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "tapline");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            session = environment.createSession(model, options);
            FloatBuffer buffer = ByteBuffer.allocateDirect(values.length * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            buffer.put(values).rewind();
            long[] shape = IntStream.of(sizes).asLongStream().toArray();
            input = OnnxTensor.createTensor(environment, buffer, shape);
            inputs = Map.of(OnnxConvModel.INPUT, input);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    void run() {
        try (OrtSession.Result _ = session.run(inputs)) {
            // The result goes back to the runtime's arena.
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    float[] result() {
        try (OrtSession.Result outputs = session.run(inputs)) {
            FloatBuffer buffer = ((OnnxTensor) outputs.get(0)).getFloatBuffer();
            float[] result = new float[buffer.remaining()];
            buffer.get(result);
            return result;
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            input.close();
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
