package tapline.benchmarks;

import tapline.tensor.DType;
import tapline.tensor.Generator;

/// The numbers of one convolution, the same in each run. No library may modify the arrays.
///
/// @param input `[batch, inChannels, length]`
/// @param weight `[outChannels, inChannels / groups, kernelSize]`
/// @param bias `[outChannels]`
record ConvData(ConvShape shape, float[] input, float[] weight, float[] bias) {
    /// Normally distributed numbers, seeded by the shape's name.
    static ConvData of(ConvShape shape) {
        Generator generator = new Generator(shape.id().hashCode());
        return new ConvData(
                shape,
                normal(generator, shape.inputSizes()),
                normal(generator, shape.weightSizes()),
                normal(generator, shape.outChannels()));
    }

    /// The same convolution of absolute values: each output is the sum of its products' magnitudes.
    ConvData magnitudes() {
        return new ConvData(shape, absolute(input), absolute(weight), absolute(bias));
    }

    /// A gradient of the output, `[batch, outChannels, outputLength]`.
    float[] slope() {
        return normal(new Generator(shape.outputElements()), shape.outputSizes());
    }

    private static float[] normal(Generator generator, int... sizes) {
        return generator.randn(DType.FLOAT32, sizes).floats();
    }

    private static float[] absolute(float[] values) {
        float[] absolute = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            absolute[i] = Math.abs(values[i]);
        }
        return absolute;
    }
}
