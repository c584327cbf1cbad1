package tapline.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import tapline.nn.AvgPool1d;
import tapline.nn.BatchNorm1d;
import tapline.nn.CausalConv1d;
import tapline.nn.Conv1d;
import tapline.nn.GELU;
import tapline.nn.GLU;
import tapline.nn.InceptionBlock;
import tapline.nn.MaxPool1d;
import tapline.nn.Module;
import tapline.nn.ReLU;
import tapline.nn.Sequential;
import tapline.nn.TemporalBlock;
import tapline.nn.TemporalConvNet;
import tapline.nn.Upsample;
import tapline.nn.WaveNet;
import tapline.nn.WaveNetBlock;
import tapline.shape.CausalAlignment;
import tapline.shape.Interpolation;
import tapline.shape.Padding;
import tapline.shape.PoolOptions;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// Networks that are written as one step of a stream, and how such a step is made again and again.
public final class SteppedNetworks {
    private SteppedNetworks() {}

    /// @param module in use
    /// @param stride frames that a chunk has to have a multiple of
    public record Network(Module module, int stride) {
        public int channels() {
            return module.streamPlan().inChannels();
        }

        @Override
        public String toString() {
            return module.toString().lines().findFirst().orElseThrow();
        }
    }

    private static Network of(int stride, Module... layers) {
        return new Network(Sequential.of(layers).eval(), stride);
    }

    public static List<Network> all() {
        return List.of(
                of(1, TemporalConvNet.of(2, 3).channels(4, 4, 5).kernelSize(3).build()),
                of(
                        1,
                        WaveNet.of(1, 4)
                                .channels(6)
                                .skipChannels(5)
                                .layers(3)
                                .stacks(2)
                                .build()),
                of(1, InceptionBlock.of(3, 4).bottleneck(2).kernelSizes(3, 5, 8).build()),
                of(
                        1,
                        Conv1d.of(1, 4, 5).padding(Padding.SAME).build(),
                        norm(4),
                        new GELU(),
                        Conv1d.of(4, 4, 3).padding(1).groups(2).build(),
                        new GLU(1)),
                of(
                        4,
                        Conv1d.of(1, 3, 7).stride(2).padding(3).build(),
                        new ReLU(),
                        MaxPool1d.of(PoolOptions.of(3).stride(2).padding(1)),
                        Conv1d.of(3, 2, 3).build(),
                        Upsample.of(Interpolation.by(2))));
    }

    private static BatchNorm1d norm(int channels) {
        BatchNorm1d norm = BatchNorm1d.of(channels).build();
        norm.forward(new Generator(3).normal(0.5, 2, DType.FLOAT32, 4, channels, 9));
        return norm;
    }

    /// A network of a few layers, one after the other.
    public static Network random(SplittableRandom random) {
        List<Module> layers = new ArrayList<>(List.of(Conv1d.of(1, 2, 1).build()));
        int channels = 2;
        int stride = 1;
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            int size = random.nextInt(1, 6);
            int step = stride > 3 ? 1 : random.nextInt(1, 4);
            int out = random.nextInt(1, 3) * 2;
            PoolOptions pool = PoolOptions.of(size).stride(step).padding(random.nextInt(size / 2 + 1));
            Conv1d.Builder conv = Conv1d.of(channels, out, size).dilation(random.nextInt(1, 4));
            int kind = random.nextInt(10);
            boolean isStrided = kind < 5;
            layers.add(
                    switch (kind) {
                        case 0 ->
                            conv.stride(step)
                                    .padding(Padding.of(random.nextInt(9), random.nextInt(4)))
                                    .build();
                        case 1 -> conv.stride(step).groups(2).bias(false).build();
                        case 2 -> MaxPool1d.of(pool);
                        case 3 -> AvgPool1d.of(pool.ceilMode(random.nextBoolean()));
                        case 4 ->
                            CausalConv1d.of(channels, out, size + step)
                                    .stride(step)
                                    .alignment(CausalAlignment.values()[random.nextInt(2)])
                                    .build();
                        case 5 ->
                            TemporalBlock.of(channels, out, size).dilation(step).build();
                        case 6 -> WaveNetBlock.of(channels, channels, size).build();
                        case 7 ->
                            InceptionBlock.of(channels, 2)
                                    .kernelSizes(size, 3)
                                    .bottleneck(1)
                                    .build();
                        case 8 -> Upsample.of(Interpolation.by(step));
                        default -> norm(channels);
                    });
            stride *= isStrided ? step : 1;
            channels = Sequential.of(layers).eval().streamPlan().outChannels();
            layers.add(new ReLU());
        }
        return of(stride, layers.toArray(Module[]::new));
    }

    /// A signal of `[1, channels, length]`.
    public static Tensor signal(SplittableRandom random, int channels, int length) {
        return new Generator(random.nextInt()).randn(1, channels, length);
    }

    /// Makes as many steps as a signal has chunks.
    ///
    /// @param inputs of a step
    /// @param step gives outputs for inputs, by name
    /// @return all frames of `y`
    public static Tensor run(List<OnnxPort> inputs, UnaryOperator<Map<String, Tensor>> step, Tensor signal) {
        Map<String, Tensor> given = new LinkedHashMap<>();
        for (OnnxPort input : inputs) {
            int[] sizes = input.sizes().orElseThrow().stream()
                    .mapToInt(Integer::parseInt)
                    .toArray();
            given.put(input.name(), Tensor.zeros(sizes));
        }
        int chunk = given.get("x").size(2);
        List<Tensor> outputs = new ArrayList<>();
        for (int at = 0; at < signal.size(2); at += chunk) {
            given.put("x", signal.slice(2, at, at + chunk));
            Map<String, Tensor> made = step.apply(given);
            outputs.add(made.get("y"));
            given.replaceAll((name, value) -> made.getOrDefault(name + "_out", value));
        }
        return Tensor.cat(outputs, 2);
    }
}
