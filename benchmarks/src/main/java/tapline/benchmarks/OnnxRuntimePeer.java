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

/// ONNX Runtime on the CPU: a session of one `Conv`, its weights constant, all optimisations on, its input in
/// native memory.
final class OnnxRuntimePeer implements Peer {
    private final OrtEnvironment environment =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "tapline");
    private ConvShape shape;
    private OrtSession session;
    private OnnxTensor input;
    private Map<String, OnnxTensor> inputs;

    @Override
    public String name() {
        return PeerLibrary.ONNXRUNTIME.label();
    }

    @Override
    public void prepare(ConvData data, int threads) {
        shape = data.shape();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            session = environment.createSession(OnnxConvModel.encode(data), options);
            FloatBuffer buffer = ByteBuffer.allocateDirect(data.input().length * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            buffer.put(data.input()).rewind();
            long[] sizes = IntStream.of(shape.inputSizes()).asLongStream().toArray();
            input = OnnxTensor.createTensor(environment, buffer, sizes);
            inputs = Map.of(OnnxConvModel.INPUT, input);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void run() {
        try (OrtSession.Result _ = session.run(inputs)) {
            // The result goes back to the runtime's arena.
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public float[] result() {
        float[] result = new float[shape.outputElements()];
        try (OrtSession.Result outputs = session.run(inputs)) {
            ((OnnxTensor) outputs.get(0)).getFloatBuffer().get(result);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        return result;
    }

    @Override
    public void close() {
        if (session == null) {
            return;
        }
        try {
            input.close();
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        session = null;
    }
}
