package tapline.benchmarks;

import tapline.nn.Conv1d;
import tapline.nn.GroupNorm;
import tapline.nn.InferenceValue;
import tapline.nn.Module;
import tapline.nn.PReLU;
import tapline.nn.Sequential;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// A block of the separator of Conv-TasNet (Luo and Mesgarani, "Conv-TasNet: Surpassing Ideal Time-Frequency
/// Magnitude Masking for Speech Separation", 2019), without its skip connection: 128 channels, 512 inside.
final class SeparatorBlock extends Module {
    private static final int OUTSIDE = 128;
    private static final int INSIDE = 512;
    private static final int KERNEL = 3;

    private final Sequential layers;

    SeparatorBlock(Generator generator) {
        layers = register(
                "layers",
                Sequential.of(
                        Conv1d.of(OUTSIDE, INSIDE, 1).generator(generator).build(),
                        new PReLU(),
                        GroupNorm.of(1, INSIDE).build(),
                        Conv1d.of(INSIDE, INSIDE, KERNEL)
                                .padding(1)
                                .groups(INSIDE)
                                .generator(generator)
                                .build(),
                        new PReLU(),
                        GroupNorm.of(1, INSIDE).build(),
                        Conv1d.of(INSIDE, OUTSIDE, 1).generator(generator).build()));
    }

    @Override
    public Tensor forward(Tensor input) {
        return layers.forward(input).add(input);
    }

    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        return before.through(layers).add(before);
    }
}
