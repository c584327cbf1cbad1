package tapline.benchmarks;

import tapline.shape.ConvAlgorithm;
import tapline.shape.ConvOptions;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// Tapline itself, through its public API.
///
/// The output is written into one tensor again and again: the other libraries' allocators give them the memory of
/// their last result again, too. With a new tensor in each call it is the peer `tapline_new`.
final class TaplinePeer implements Peer {
    private final boolean isNewOutput;
    private Tensor input;
    private Tensor weight;
    private Tensor bias;
    private ConvOptions options;
    private Tensor output;

    private TaplinePeer(boolean isNewOutput) {
        this.isNewOutput = isNewOutput;
    }

    static TaplinePeer reusingOutput() {
        return new TaplinePeer(false);
    }

    static TaplinePeer allocatingOutput() {
        return new TaplinePeer(true);
    }

    @Override
    public String name() {
        return (isNewOutput ? PeerLibrary.TAPLINE_NEW : PeerLibrary.TAPLINE).label();
    }

    @Override
    public void prepare(ConvData data, int threads) {
        ConvShape shape = data.shape();
        input = Tensor.wrap(data.input(), shape.inputSizes());
        weight = Tensor.wrap(data.weight(), shape.weightSizes());
        bias = Tensor.wrap(data.bias(), shape.outChannels());
        // Long kernels are what the algorithm AUTO is for; all others keep the bit contract.
        options = shape.isLong() ? shape.options().algorithm(ConvAlgorithm.AUTO) : shape.options();
        output = Functional.conv1d(input, weight, bias, options);
    }

    @Override
    public void run() {
        output = isNewOutput
                ? Functional.conv1d(input, weight, bias, options)
                : Functional.conv1d(input, weight, bias, options, output);
    }

    @Override
    public float[] result() {
        run();
        return output.floats().clone();
    }

    @Override
    public void close() {
        output = null;
    }
}
