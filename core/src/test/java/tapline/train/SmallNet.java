package tapline.train;

import tapline.nn.CausalConv1d;
import tapline.nn.Module;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// Two causal convolutions with a rectifier between, and a task for them.
final class SmallNet extends Module {
    private final CausalConv1d first;
    private final CausalConv1d second;

    SmallNet(int channels, long seed) {
        Generator generator = new Generator(seed);
        first = register(
                "first", CausalConv1d.of(1, channels, 5).generator(generator).build());
        second = register(
                "second",
                CausalConv1d.of(channels, 1, 3).dilation(4).generator(generator).build());
    }

    @Override
    public Tensor forward(Tensor input) {
        return second.forward(first.forward(input).clamp(0, Double.POSITIVE_INFINITY));
    }

    static Tensor meanSquare(Tensor output, Tensor target) {
        return output.sub(target).pow(2).mean();
    }

    /// A sum of two sines with a little noise, `[1, samples]`.
    static Tensor series(int samples) {
        float[] noise = new Generator(3).randn(samples).floats();
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = (float) (StrictMath.sin(i * 0.2) + 0.5 * StrictMath.sin(i * 0.71) + 0.05 * noise[i]);
        }
        return Tensor.wrap(values, 1, samples);
    }
}
