package tapline.benchmarks;

import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// LibTorch's forward and backward of one convolution, with the gradients of input, weight and bias.
final class LibTorchConvTrainer implements Trainer {
    private final PointerScope scope = new PointerScope();
    private final ConvShape shape;
    private final Tensor input;
    private final Tensor weight;
    private final Tensor bias;
    private final TensorVector operands;
    private final TensorVector slopes;

    LibTorchConvTrainer(ConvData data, int threads) {
        LibTorch.useThreads(threads);
        shape = data.shape();
        input = LibTorchPeer.tensor(data.input(), shape.inputSizes()).requires_grad_(true);
        weight = LibTorchPeer.tensor(data.weight(), shape.weightSizes()).requires_grad_(true);
        bias = LibTorchPeer.tensor(data.bias(), shape.outChannels()).requires_grad_(true);
        operands = new TensorVector(input, weight, bias);
        slopes = new TensorVector(LibTorchPeer.tensor(data.slope(), shape.outputSizes()));
    }

    @Override
    public void step() {
        try (PointerScope _ = new PointerScope()) {
            gradients();
        }
    }

    @Override
    public List<float[]> outcome() {
        try (PointerScope _ = new PointerScope()) {
            TensorVector gradients = gradients();
            return LongStream.range(0, gradients.size())
                    .mapToObj(gradients::get)
                    .map(LibTorchPeer::floats)
                    .toList();
        }
    }

    private TensorVector gradients() {
        Tensor output = torch.conv1d(
                input,
                weight,
                new TensorOptional(bias),
                new long[] {shape.stride()},
                new long[] {shape.padding()},
                new long[] {shape.dilation()},
                shape.groups());
        return torch.grad(new TensorVector(output), operands, slopes, new BoolOptional(), false, false);
    }

    @Override
    public void close() {
        scope.close();
    }
}
