package tapline.benchmarks;

import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// A program that needs one convolution, with Tapline. Prints one of its outputs.
final class TaplineStart {
    private TaplineStart() {}

    public static void main(String[] args) {
        int channels = SmallConvolution.CHANNELS;
        Tensor input = Tensor.wrap(
                SmallConvolution.ramp(channels * SmallConvolution.LENGTH), 1, channels, SmallConvolution.LENGTH);
        Tensor weight = Tensor.wrap(
                SmallConvolution.ramp(channels * channels * SmallConvolution.TAPS),
                channels,
                channels,
                SmallConvolution.TAPS);
        System.out.println(Functional.conv1d(input, weight).floats()[0]);
    }
}
