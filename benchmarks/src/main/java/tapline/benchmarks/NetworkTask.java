package tapline.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tapline.nn.BatchNorm1d;
import tapline.nn.Conv1d;
import tapline.nn.GroupNorm;
import tapline.nn.Linear;
import tapline.nn.M5;
import tapline.nn.Module;
import tapline.nn.PReLU;
import tapline.nn.TemporalConvNet;
import tapline.nn.WaveNet;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// A network that is run with all libraries.
///
/// @param id short name
/// @param module Tapline's network, in use
/// @param words the same in the words of any library
/// @param channels of the input
/// @param length samples of the input
record NetworkTask(String id, Module module, Words words, int channels, int length) {
    private static final int SEED = 7;
    private static final int M5_STAGES = 4;
    private static final int M5_POOL = 4;
    private static final int WAVENET_BLOCKS = 10;
    private static final int TCN_BLOCKS = 4;

    /// A network as a function, whatever its values are.
    interface Words {
        <V> V apply(NetworkOperators<V> ops, Module module, V x);
    }

    static List<NetworkTask> all() {
        Generator generator = new Generator(SEED);
        return List.of(
                new NetworkTask(
                        "tcn-ecg",
                        TemporalConvNet.of(1)
                                .channels(32, 32, 32, 32)
                                .kernelSize(5)
                                .generator(generator)
                                .build()
                                .eval(),
                        NetworkTask::tcn,
                        1,
                        400),
                new NetworkTask(
                        "wavenet",
                        WaveNet.of(1, 1)
                                .channels(16)
                                .skipChannels(16)
                                .kernelSize(3)
                                .generator(generator)
                                .build()
                                .eval(),
                        NetworkTask::waveNet,
                        1,
                        2048),
                new NetworkTask("m5", M5.of(1, 35).generator(generator).build().eval(), NetworkTask::m5, 1, 8000),
                new NetworkTask(
                        "conv-tasnet", new SeparatorBlock(generator).eval(), NetworkTask::separator, 128, 2000));
    }

    /// The same in each run.
    Tensor input(int batch) {
        return new Generator(SEED + batch).randn(batch, channels, length);
    }

    private static <V> V tcn(NetworkOperators<V> ops, Module module, V x) {
        V current = x;
        for (int i = 0; i < TCN_BLOCKS; i++) {
            Module block = part(module, "network", Integer.toString(i));
            V once = ops.relu(ops.conv(current, conv(block, "conv1")));
            V twice = ops.relu(ops.conv(once, conv(block, "conv2")));
            V shortcut = block.namedChildren().containsKey("downsample")
                    ? ops.conv(current, conv(block, "downsample"))
                    : current;
            current = ops.relu(ops.add(twice, shortcut));
        }
        return current;
    }

    private static <V> V waveNet(NetworkOperators<V> ops, Module module, V x) {
        V current = ops.conv(x, conv(module, "start"));
        V sum = null;
        for (int i = 0; i < WAVENET_BLOCKS; i++) {
            Module block = part(module, "blocks", Integer.toString(i));
            V gated = ops.mul(
                    ops.tanh(ops.conv(current, conv(block, "filter"))),
                    ops.sigmoid(ops.conv(current, conv(block, "gate"))));
            V skip = ops.conv(gated, conv(block, "skip"));
            sum = sum == null ? skip : ops.add(sum, skip);
            if (i + 1 < WAVENET_BLOCKS) {
                current = ops.add(current, ops.conv(gated, conv(block, "residual")));
            }
        }
        return ops.conv(ops.relu(ops.conv(ops.relu(sum), conv(module, "end1"))), conv(module, "end2"));
    }

    private static <V> V m5(NetworkOperators<V> ops, Module module, V x) {
        V current = x;
        for (int i = 1; i <= M5_STAGES; i++) {
            BatchNorm1d norm = (BatchNorm1d) part(module, "bn" + i);
            current = ops.maxPool(ops.relu(ops.batchNorm(ops.conv(current, conv(module, "conv" + i)), norm)), M5_POOL);
        }
        return ops.logSoftmax(ops.linear(ops.mean(current), (Linear) part(module, "fc1")));
    }

    private static <V> V separator(NetworkOperators<V> ops, Module module, V x) {
        List<Module> layers = Stream.of(part(module, "layers"))
                .flatMap(part -> part.namedChildren().values().stream())
                .toList();
        V current = x;
        for (Module layer : layers) {
            current = switch (layer) {
                case Conv1d conv -> ops.conv(current, conv);
                case PReLU prelu -> ops.prelu(current, prelu);
                case GroupNorm norm -> ops.groupNorm(current, norm);
                default -> throw new IllegalStateException(layer.toString());
            };
        }
        return ops.add(current, x);
    }

    private static Conv1d conv(Module module, String name) {
        return ((Conv1d) part(module, name)).removeWeightNorm();
    }

    private static Module part(Module module, String... names) {
        Module part = module;
        for (String name : names) {
            Map<String, Module> children = part.namedChildren();
            part = children.get(name);
        }
        return part;
    }
}
