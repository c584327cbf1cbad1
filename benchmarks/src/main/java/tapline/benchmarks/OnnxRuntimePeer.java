package tapline.benchmarks;

/// ONNX Runtime on the CPU: a session of one `Conv` with constant weights.
final class OnnxRuntimePeer implements Peer {
    private OnnxSession session;

    @Override
    public String name() {
        return PeerLibrary.ONNXRUNTIME.label();
    }

    @Override
    public void prepare(ConvData data, int threads) {
        session = new OnnxSession(
                OnnxConvModel.encode(data), data.input(), data.shape().inputSizes(), threads);
    }

    @Override
    public void run() {
        session.run();
    }

    @Override
    public float[] result() {
        return session.result();
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
