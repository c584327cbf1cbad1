package tapline.tensor;

import tapline.kernel.ConvProblem;
import tapline.kernel.Kernels;
import tapline.kernel.OutputRows;
import tapline.kernel.TransposedConv;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.ConvTransposeOptions;
import tapline.shape.PaddingMode;
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
        Tensor output = Tensor.zeros(input.dtype(), x.outputShape(geometry.outChannels(), length));

        TransposedConv problem = new TransposedConv(geometry, x.batch(), x.length(), length);
        compute(problem, input, weight, bias, output);
        return Node.isWanted(input, weight, bias) ? record(problem, input, weight, bias, output) : output;
    }

    static void compute(TransposedConv problem, Tensor input, Tensor weight, Tensor bias, Tensor output) {
        if (input.dtype() == DType.FLOAT32) {
            float[] biases = bias == null ? null : bias.floats();
            problem.run(Kernels.conv(), input.floats(), weight.floats(), biases, output.floats());
        } else {
            double[] biases = bias == null ? null : bias.doubles();
            problem.run(input.doubles(), weight.doubles(), biases, output.doubles());
        }
    }

    /// The steps back are those of the plain convolution that this one is the adjoint of, with the roles of input
    /// and output exchanged.
    private static Tensor record(TransposedConv forward, Tensor input, Tensor weight, Tensor bias, Tensor output) {
        ConvTransposeGeometry geometry = forward.geometry();
        ConvGeometry plain = new ConvGeometry(
                geometry.outChannels(),
                geometry.inChannels(),
                geometry.kernelSize(),
                geometry.stride(),
                geometry.dilation(),
                geometry.groups(),
                geometry.padding(),
                geometry.padding(),
                PaddingMode.ZEROS);
        ConvProblem problem =
                new ConvProblem(plain, forward.batch(), forward.outputLength(), OutputRows.full(forward.length()));
        Shape inputShape = input.shape();
        Shape weightShape = weight.shape();
        return Node.record(
                input.shape().rank() == 3 ? "ConvolutionBackward0" : "SqueezeBackward1",
                output,
                Edge.to(input, g -> {
                    Tensor result = Tensor.zeros(g.dtype(), inputShape);
                    Convolution.compute(problem, false, g, weight, null, result);
                    return result;
                }),
                Edge.to(weight, g -> Convolution.weightGradient(problem, g, input, weightShape)),
                bias == null
                        ? Edge.none()
                        : Edge.to(bias, g -> Convolution.channelSums(g, forward.batch(), geometry.outChannels())));
    }
}
