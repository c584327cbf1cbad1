package tapline.benchmarks;

import java.util.List;
import tapline.shape.ConvOptions;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// Tapline's forward and backward of one convolution, with the gradients of input, weight and bias.
final class TaplineConvTrainer implements Trainer {
    private final ConvOptions options;
    private final Tensor input;
    private final Tensor weight;
    private final Tensor bias;
    private final Tensor slope;

    TaplineConvTrainer(ConvData data) {
        ConvShape shape = data.shape();
        options = shape.options();
        input = Tensor.wrap(data.input(), shape.inputSizes()).requiresGrad(true);
        weight = Tensor.wrap(data.weight(), shape.weightSizes()).requiresGrad(true);
        bias = Tensor.wrap(data.bias(), shape.outChannels()).requiresGrad(true);
        slope = Tensor.wrap(data.slope(), shape.outputSizes());
    }

    @Override
    public void step() {
        List.of(input, weight, bias).forEach(Tensor::zeroGrad);
        Functional.conv1d(input, weight, bias, options).backward(slope);
    }

    @Override
    public List<float[]> outcome() {
        return List.of(input, weight, bias).stream()
                .map(tensor -> tensor.grad().orElseThrow().floats())
                .toList();
    }

    @Override
    public void close() {}
}
