package tapline.benchmarks;

import tapline.nn.Module;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// One of Tapline's ways to run a network: its forward without gradients, or the module made for inference.
record TaplineNetwork(String name, Module module, Tensor input) implements NetworkRunner {
    static NetworkRunner plain(NetworkTask task, Tensor input) {
        return new TaplineNetwork("tapline_plain", task.module(), input);
    }

    static NetworkRunner forInference(NetworkTask task, Tensor input) {
        return new TaplineNetwork("tapline", task.module().forInference(), input);
    }

    @Override
    public void run() {
        forward();
    }

    @Override
    public float[] result() {
        return forward().floats();
    }

    private Tensor forward() {
        return GradMode.noGrad(() -> module.forward(input));
    }

    @Override
    public void close() {}
}
