package tapline.benchmarks;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import tapline.nn.Conv1d;
import tapline.nn.GroupNorm;
import tapline.nn.M5;
import tapline.nn.Module;
import tapline.nn.PReLU;
import tapline.nn.Sequential;
import tapline.nn.TemporalConvNet;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.train.MSELoss;
import tapline.train.NLLLoss;

/// Networks that are trained with both libraries, with Adam and without dropout.
final class TrainingNetworks {
    private static final int CLASSES = 10;

    private TrainingNetworks() {}

    static List<TrainingTask> all() {
        return List.of(ecgTcn(), tcn150(), m5(), tasnetBlock());
    }

    private static TrainingTask task(String id, Supplier<NetworkData> data, LibTorchNetworkTrainer.Network network) {
        return new TrainingTask(
                id,
                "network",
                TrainingTask.CHECKED_STEPS,
                _ -> new TaplineNetworkTrainer(data.get()),
                threads -> new LibTorchNetworkTrainer(data.get(), network, threads));
    }

    private static TrainingTask ecgTcn() {
        return task("ecg-tcn", () -> tcn(32, 1, 400, 5, 32), (x, target, weights) -> tcn(x, target, 1, 5, weights));
    }

    private static TrainingTask tcn150() {
        return task(
                "tcn-150-net", () -> tcn(16, 88, 400, 3, 150), (x, target, weights) -> tcn(x, target, 88, 3, weights));
    }

    /// Four residual blocks with dilations 1 to 8, and a head of width 1.
    private static NetworkData tcn(int batch, int in, int length, int kernelSize, int channels) {
        Generator generator = new Generator(0);
        Module network = TemporalConvNet.of(in, in)
                .channels(channels, channels, channels, channels)
                .kernelSize(kernelSize)
                .dropout(0)
                .weightNorm(false)
                .generator(generator)
                .build();
        return new NetworkData(
                network,
                generator.randn(DType.FLOAT32, batch, in, length),
                generator.randn(DType.FLOAT32, batch, in, length),
                new MSELoss()::forward);
    }

    private static Tensor tcn(Tensor x, Tensor target, int in, int kernelSize, LibTorchWeights weights) {
        Tensor current = x;
        for (int dilation = 1; dilation <= 8; dilation *= 2) {
            Tensor once = torch.relu(weights.causal(current, kernelSize, dilation));
            Tensor twice = torch.relu(weights.causal(once, kernelSize, dilation));
            boolean isWider = current.size(1) == in;
            current = torch.relu(twice.add(isWider ? weights.pointwise(current) : current));
        }
        return torch.mse_loss(weights.pointwise(current), target);
    }

    private static TrainingTask m5() {
        int batch = 16;
        BinaryOperator<tapline.tensor.Tensor> loss =
                (output, labels) -> new NLLLoss().forward(output.reshape(batch, CLASSES), labels);
        return task(
                "m5",
                () -> {
                    Generator generator = new Generator(0);
                    float[] labels = new float[batch];
                    for (int i = 0; i < batch; i++) {
                        labels[i] = i % CLASSES;
                    }
                    return new NetworkData(
                            M5.of(1, CLASSES).generator(generator).build(),
                            generator.randn(DType.FLOAT32, batch, 1, 8000),
                            tapline.tensor.Tensor.wrap(labels, batch),
                            loss);
                },
                (x, labels, weights) -> {
                    Tensor current = x;
                    for (int stage = 0; stage < 4; stage++) {
                        Tensor conv = weights.conv(current, stage == 0 ? 4 : 1, 0, 1, 1);
                        current = torch.max_pool1d(torch.relu(weights.batchNorm(conv)), 4);
                    }
                    Tensor mean = torch.adaptive_avg_pool1d(current, 1).squeeze(2);
                    return torch.nll_loss(torch.log_softmax(weights.linear(mean), 1), labels.to(torch.ScalarType.Long));
                });
    }

    /// A block of Conv-TasNet: to more channels, along time for each of them, and back, beside the input itself.
    private static TrainingTask tasnetBlock() {
        return task(
                "tasnet-block",
                () -> {
                    Generator generator = new Generator(0);
                    return new NetworkData(
                            new TasnetBlock(generator),
                            generator.randn(DType.FLOAT32, 4, 128, 2000),
                            generator.randn(DType.FLOAT32, 4, 128, 2000),
                            new MSELoss()::forward);
                },
                (x, target, weights) -> {
                    Tensor wide = weights.groupNorm(weights.prelu(weights.pointwise(x)));
                    Tensor along = weights.conv(wide, 1, TasnetBlock.DILATION, TasnetBlock.DILATION, TasnetBlock.WIDE);
                    Tensor back = weights.pointwise(weights.groupNorm(weights.prelu(along)));
                    return torch.mse_loss(x.add(back), target);
                });
    }

    private static final class TasnetBlock extends Module {
        private static final int CHANNELS = 128;
        private static final int WIDE = 512;
        private static final int DILATION = 4;

        private final Module block;

        TasnetBlock(Generator generator) {
            block = register(
                    "block",
                    Sequential.of(
                            Conv1d.of(CHANNELS, WIDE, 1).generator(generator).build(),
                            new PReLU(),
                            GroupNorm.of(1, WIDE).build(),
                            Conv1d.of(WIDE, WIDE, 3)
                                    .padding(DILATION)
                                    .dilation(DILATION)
                                    .groups(WIDE)
                                    .generator(generator)
                                    .build(),
                            new PReLU(),
                            GroupNorm.of(1, WIDE).build(),
                            Conv1d.of(WIDE, CHANNELS, 1).generator(generator).build()));
        }

        @Override
        public tapline.tensor.Tensor forward(tapline.tensor.Tensor input) {
            return input.add(block.forward(input));
        }
    }
}
