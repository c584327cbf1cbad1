package tapline.benchmarks;

import tapline.shape.ConvOptions;
import tapline.tensor.Functional;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// Tapline itself, through its public API: a new output tensor in each call.
final class TaplinePeer implements Peer {
    private Tensor input;
    private Tensor weight;
    private Tensor bias;
    private ConvOptions options;
    /// Keeps the compiler from finding out that nobody reads the results.
    private Tensor last;

    @Override
    public String name() {
        return PeerLibrary.TAPLINE.label();
    }

    @Override
    public void prepare(ConvData data, int threads) {
        ConvShape shape = data.shape();
        input = Tensor.wrap(data.input(), shape.inputSizes());
        weight = Tensor.wrap(data.weight(), shape.weightSizes());
        bias = Tensor.wrap(data.bias(), shape.outChannels());
        options = shape.options();
    }

    @Override
    public void run() {
        last = GradMode.noGrad(() -> Functional.conv1d(input, weight, bias, options));
    }

    @Override
    public float[] result() {
        run();
        return last.floats();
    }

    @Override
    public void close() {
        last = null;
    }
}
