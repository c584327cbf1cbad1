package tapline.tensor;

import tapline.kernel.Kernels;
import tapline.kernel.TransposedConv;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.ConvTransposeOptions;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// The transposed convolution: its checks, and the way to the kernel.
final class TransposedConvolution {
    private TransposedConvolution() {}

    static Tensor forward(Tensor input, Tensor weight, Tensor bias, ConvTransposeOptions options) {
        ConvInput x = ConvInput.of(input, weight, "conv_transpose1d");
        Shape kernel = weight.shape();
        x.checkGroups(options.groups());
        if (x.channels() != kernel.size(0)) {
            throw new ShapeException("Given transposed=1, weight of size " + kernel.toList() + ", expected input"
                    + x.batched().toList() + " to have " + kernel.size(0) + " channels, but got "
                    + x.channels() + " channels instead");
        }
        x.checkBias(bias, "Given transposed=1, weight of size ", (long) kernel.size(1) * options.groups());
        x.checkTypes(weight, bias);

        ConvTransposeGeometry geometry = options.geometry(kernel);
        int length = geometry.outputLength(x.length());
        x.checkSamples();
        Tensor output = x.output(geometry.outChannels(), length);

        TransposedConv problem = new TransposedConv(geometry, x.batch(), x.length());
        if (input.dtype() == DType.FLOAT32) {
            problem.run(
                    Kernels.conv(),
                    input.floats(),
                    weight.floats(),
                    bias == null ? null : bias.floats(),
                    output.floats());
        } else {
            problem.run(input.doubles(), weight.doubles(), bias == null ? null : bias.doubles(), output.doubles());
        }
        return output;
    }
}
