package tapline.tensor;

import tapline.kernel.ConvProblem;
import tapline.kernel.DoubleConvKernel;
import tapline.kernel.FftConv;
import tapline.kernel.Kernels;
import tapline.kernel.OutputRows;
import tapline.shape.ConvAlgorithm;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvOptions;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// The convolution: its checks, and the way to the kernel.
final class Convolution {
    private Convolution() {}

    /// @param given where the result goes, or null for a new tensor
    static Tensor forward(Tensor input, Tensor weight, Tensor bias, ConvOptions options, Tensor given) {
        ConvInput x = ConvInput.of(input, weight, "conv1d");
        checkWeight(x, weight.shape(), options.groups());
        x.checkBias(bias, "Given weight of size ", weight.shape().size(0));
        x.checkTypes(weight, bias);

        ConvGeometry geometry = options.geometry(weight.shape(), x.length());
        geometry.paddingMode()
                .check(
                        geometry.padLeft(),
                        geometry.padRight(),
                        input.shape(),
                        input.shape().rank() - 1);
        int length = geometry.outputLength(x.length());
        x.checkSamples();
        if (given != null) {
            x.checkOutput(given, geometry.outChannels(), length);
        }
        Tensor output = given == null ? x.output(geometry.outChannels(), length) : given;

        boolean isFft = isFft(options.algorithm(), input.dtype(), geometry, x.length());
        ConvProblem problem = new ConvProblem(geometry, x.batch(), x.length(), OutputRows.full(length));
        if (input.dtype() == DType.FLOAT64) {
            double[] biases = bias == null ? null : bias.doubles();
            DoubleConvKernel.run(problem, input.doubles(), weight.doubles(), biases, output.doubles());
            return output;
        }
        float[] biases = bias == null ? null : bias.floats();
        if (isFft) {
            new FftConv(Kernels.conv()).run(problem, input.floats(), weight.floats(), biases, output.floats());
        } else {
            Kernels.conv().run(problem, input.floats(), weight.floats(), biases, output.floats());
        }
        return output;
    }

    private static boolean isFft(ConvAlgorithm algorithm, DType type, ConvGeometry geometry, int length) {
        if (algorithm == ConvAlgorithm.FFT && type != DType.FLOAT32) {
            throw new DTypeException("The FFT algorithm is for float32, but got input type (" + type.scalarName()
                    + "): choose DIRECT or AUTO");
        }
        return algorithm == ConvAlgorithm.FFT
                || algorithm == ConvAlgorithm.AUTO
                        && type == DType.FLOAT32
                        && ConvAlgorithm.choose(geometry, length).algorithm() == ConvAlgorithm.FFT;
    }

    private static void checkWeight(ConvInput x, Shape weight, int groups) {
        x.checkGroups(groups);
        long channels = (long) weight.size(1) * groups;
        if (x.channels() != channels) {
            throw new ShapeException("Given groups=" + groups + ", weight of size " + weight.toList()
                    + ", expected input" + x.batched().toList() + " to have " + channels + " channels, but got "
                    + x.channels() + " channels instead");
        }
    }
}
