package tapline.benchmarks;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A program that needs one convolution, with LibTorch. Prints one of its outputs.
final class LibTorchStart {
    private LibTorchStart() {}

    public static void main(String[] args) {
        int channels = SmallConvolution.CHANNELS;
        Tensor input = torch.from_blob(
                new FloatPointer(SmallConvolution.ramp(channels * SmallConvolution.LENGTH)),
                new long[] {1, channels, SmallConvolution.LENGTH});
        Tensor weight = torch.from_blob(
                new FloatPointer(SmallConvolution.ramp(channels * channels * SmallConvolution.TAPS)),
                new long[] {channels, channels, SmallConvolution.TAPS});
        System.out.println(torch.conv1d(input, weight).data_ptr_float().get());
    }
}
