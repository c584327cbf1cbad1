package tapline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import tapline.nn.BatchNorm1d;
import tapline.nn.Conv1d;
import tapline.nn.GroupNorm;
import tapline.nn.Linear;
import tapline.nn.PReLU;
import tapline.nn.Parameter;

/// PyTorch's C++ library: a network's operations one after the other in inference mode, as a module's forward calls
/// them. A value is the number of the tensor that an operation makes.
final class LibTorchNetwork implements NetworkRunner, NetworkOperators<Integer> {
    private static final double GROUP_NORM_EPS = 1e-5;
    private static final double NO_MOMENTUM = 0;

    private final PointerScope scope = new PointerScope();
    private final InferenceMode inference = new InferenceMode(true);
    private final List<Function<Tensor[], Tensor>> operations = new ArrayList<>();
    private final int result;

    LibTorchNetwork(NetworkTask task, tapline.tensor.Tensor input, int threads) {
        LibTorch.useThreads(threads);
        Tensor start = copy(input);
        result = task.words().apply(this, task.module(), operation(_ -> start));
    }

    @Override
    public String name() {
        return PeerLibrary.LIBTORCH.label();
    }

    @Override
    public void run() {
        try (PointerScope _ = new PointerScope()) {
            forward();
        }
    }

    @Override
    public float[] result() {
        try (PointerScope _ = new PointerScope()) {
            return LibTorchPeer.floats(forward());
        }
    }

    private Tensor forward() {
        Tensor[] values = new Tensor[operations.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = operations.get(i).apply(values);
        }
        return values[result];
    }

    private int operation(Function<Tensor[], Tensor> operation) {
        operations.add(operation);
        return operations.size() - 1;
    }

    private static Tensor copy(tapline.tensor.Tensor tensor) {
        return LibTorchPeer.tensor(tensor.floats(), tensor.shape().toArray());
    }

    private static TensorOptional optional(Parameter parameter) {
        return parameter == null ? new TensorOptional() : new TensorOptional(copy(parameter.tensor()));
    }

    @Override
    public Integer conv(Integer x, Conv1d layer) {
        OnnxNetworkModel.Sizes sizes = OnnxNetworkModel.Sizes.of(layer);
        Tensor weight = copy(layer.weight().tensor());
        TensorOptional bias = optional(layer.bias().orElse(null));
        boolean isEven = sizes.padLeft() == sizes.padRight();
        long padding = isEven ? sizes.padLeft() : 0;
        return operation(values -> {
            Tensor padded = isEven ? values[x] : torch.constant_pad_nd(values[x], sizes.padLeft(), sizes.padRight());
            return torch.conv1d(
                    padded,
                    weight,
                    bias,
                    new long[] {sizes.stride()},
                    new long[] {padding},
                    new long[] {sizes.dilation()},
                    sizes.groups());
        });
    }

    @Override
    public Integer batchNorm(Integer x, BatchNorm1d layer) {
        TensorOptional weight = optional(layer.weight().orElseThrow());
        TensorOptional bias = optional(layer.bias().orElseThrow());
        TensorOptional mean = new TensorOptional(copy(layer.runningMean().orElseThrow()));
        TensorOptional variance =
                new TensorOptional(copy(layer.runningVariance().orElseThrow()));
        return operation(values ->
                torch.batch_norm(values[x], weight, bias, mean, variance, false, NO_MOMENTUM, layer.eps(), false));
    }

    @Override
    public Integer groupNorm(Integer x, GroupNorm layer) {
        TensorOptional weight = optional(layer.weight().orElseThrow());
        TensorOptional bias = optional(layer.bias().orElseThrow());
        return operation(values -> torch.group_norm(values[x], 1, weight, bias, GROUP_NORM_EPS, false));
    }

    @Override
    public Integer relu(Integer x) {
        return operation(values -> values[x].relu());
    }

    @Override
    public Integer prelu(Integer x, PReLU layer) {
        Tensor weight = copy(layer.weight().tensor());
        return operation(values -> torch.prelu(values[x], weight));
    }

    @Override
    public Integer tanh(Integer x) {
        return operation(values -> values[x].tanh());
    }

    @Override
    public Integer sigmoid(Integer x) {
        return operation(values -> values[x].sigmoid());
    }

    @Override
    public Integer add(Integer x, Integer y) {
        return operation(values -> values[x].add(values[y]));
    }

    @Override
    public Integer mul(Integer x, Integer y) {
        return operation(values -> values[x].mul(values[y]));
    }

    @Override
    public Integer maxPool(Integer x, int width) {
        return operation(values -> torch.max_pool1d(values[x], width));
    }

    @Override
    public Integer mean(Integer x) {
        return operation(values -> torch.adaptive_avg_pool1d(values[x], 1).squeeze(-1));
    }

    @Override
    public Integer linear(Integer x, Linear layer) {
        Tensor weight = copy(layer.weight().tensor());
        TensorOptional bias = optional(layer.bias().orElse(null));
        return operation(values -> torch.linear(values[x], weight, bias));
    }

    @Override
    public Integer logSoftmax(Integer x) {
        return operation(values -> torch.log_softmax(values[x], 1));
    }

    @Override
    public void close() {
        inference.close();
        scope.close();
    }
}
