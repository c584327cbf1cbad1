package tapline.benchmarks;

import tapline.tensor.Tensor;

/// ONNX Runtime on the CPU with a network.
record OnnxRuntimeNetwork(OnnxSession session) implements NetworkRunner {
    static NetworkRunner of(NetworkTask task, Tensor input, int threads) {
        int[] sizes = input.shape().toArray();
        byte[] model = OnnxNetworkModel.encode(task, sizes);
        return new OnnxRuntimeNetwork(new OnnxSession(model, input.floats(), sizes, threads));
    }

    @Override
    public String name() {
        return PeerLibrary.ONNXRUNTIME.label();
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
        session.close();
    }
}
