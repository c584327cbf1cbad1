package tapline.tensor;

import tapline.kernel.ChannelSums;
import tapline.kernel.ConvProblem;
import tapline.kernel.DoubleConvKernel;
import tapline.kernel.DoubleWeightGradient;
import tapline.kernel.FftConv;
import tapline.kernel.Kernels;
import tapline.kernel.OutputRows;
import tapline.kernel.TransposedConv;
import tapline.shape.ConvAlgorithm;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvOptions;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.PaddingMode;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// The convolution: its checks, and the way to the kernel.
final class Convolution {
    private Convolution() {}

    /// @param given where the result goes, or null for a new tensor
    static Tensor forward(Tensor input, Tensor weight, Tensor bias, ConvOptions options, Tensor given) {
        ConvInput x = ConvInput.of(input, weight, "conv1d");
        ConvGeometry geometry = checked(x, input, weight, bias, options);
        int length = geometry.outputLength(x.length());
        x.checkSamples();
        boolean isTaped = Node.isWanted(input, weight, bias);
        if (isTaped && given != null) {
            throw new IllegalStateException("conv1d(): functions with out=... arguments don't support automatic "
                    + "differentiation, but one of the arguments requires grad.");
        }
        if (isTaped && needsExplicitPadding(geometry)) {
            Tensor padded = Pad.forward(input, geometry.paddingMode(), 0, geometry.padLeft(), geometry.padRight());
            return forward(padded, weight, bias, options.padding(0).paddingMode(PaddingMode.ZEROS), null);
        }
        if (given != null) {
            x.checkOutput(given, geometry.outChannels(), length);
        }
        Tensor output = given == null
                ? Tensor.result(input.dtype(), x.outputShape(geometry.outChannels(), length), input, weight, bias)
                : given;

        ConvProblem problem = new ConvProblem(geometry, x.batch(), x.length(), OutputRows.full(length));
        boolean isFft = isFft(options.algorithm(), input.dtype(), geometry, x.length());
        compute(problem, isFft, input, weight, bias, output);
        return isTaped ? record(problem, input, weight, bias, output) : output;
    }

    /// With weights that are prepared, and without gradients.
    static Tensor forward(Tensor input, PreparedConv1d conv) {
        ConvInput x = ConvInput.of(input, conv.weight(), "conv1d");
        ConvGeometry geometry = checked(x, input, conv.weight(), conv.bias(), conv.options());
        int length = geometry.outputLength(x.length());
        x.checkSamples();
        Tensor output = Tensor.result(input.dtype(), x.outputShape(geometry.outChannels(), length));
        ConvProblem problem = new ConvProblem(geometry, x.batch(), x.length(), OutputRows.full(length));
        boolean isFft = isFft(conv.options().algorithm(), input.dtype(), geometry, x.length());
        if (conv.kept() != null && !isFft) {
            Kernels.conv().run(problem, input.floats(), conv.kept(), output.floats());
            return output;
        }
        compute(problem, isFft, input, conv.weight(), conv.bias(), output);
        if (conv.activation() != null) {
            Mapping.inPlace(conv.activation(), output);
        }
        return output;
    }

    /// The geometry, after everything but the samples is checked in PyTorch's order.
    private static ConvGeometry checked(ConvInput x, Tensor input, Tensor weight, Tensor bias, ConvOptions options) {
        checkWeight(x, weight.shape(), options.groups());
        x.checkBias(bias, "Given weight of size ", weight.shape().size(0));
        x.checkTypes(weight, bias);
        ConvGeometry geometry = options.geometry(weight.shape(), x.length());
        Shape shape = input.shape();
        geometry.paddingMode().check(geometry.padLeft(), geometry.padRight(), shape, shape.rank() - 1);
        return geometry;
    }

    static void compute(ConvProblem problem, boolean isFft, Tensor input, Tensor weight, Tensor bias, Tensor output) {
        if (input.dtype() == DType.FLOAT64) {
            double[] biases = bias == null ? null : bias.doubles();
            DoubleConvKernel.run(problem, input.doubles(), weight.doubles(), biases, output.doubles());
            return;
        }
        float[] biases = bias == null ? null : bias.floats();
        if (isFft) {
            new FftConv(Kernels.conv()).run(problem, input.floats(), weight.floats(), biases, output.floats());
        } else {
            Kernels.conv().run(problem, input.floats(), weight.floats(), biases, output.floats());
        }
    }

    /// The steps back are for zero padding that adds; of other padding the tape has a step of its own.
    private static boolean needsExplicitPadding(ConvGeometry geometry) {
        return geometry.paddingMode() != PaddingMode.ZEROS || geometry.padLeft() < 0 || geometry.padRight() < 0;
    }

    private static Tensor record(ConvProblem problem, Tensor input, Tensor weight, Tensor bias, Tensor output) {
        Shape inputShape = input.shape();
        Shape weightShape = weight.shape();
        return Node.record(
                input.shape().rank() == 3 ? "ConvolutionBackward0" : "SqueezeBackward1",
                output,
                Edge.to(input, g -> inputGradient(problem, g, weight, inputShape)),
                Edge.to(weight, g -> weightGradient(problem, input, g, weightShape)),
                bias == null
                        ? Edge.none()
                        : Edge.to(
                                bias,
                                g -> channelSums(
                                        g, problem.signals(), problem.geometry().outChannels())));
    }

    /// The transposed convolution of the output's gradient with the same weight.
    static Tensor inputGradient(ConvProblem problem, Tensor g, Tensor weight, Shape shape) {
        ConvGeometry forward = problem.geometry();
        ConvTransposeGeometry back = new ConvTransposeGeometry(
                forward.outChannels(),
                forward.inChannels(),
                forward.kernelSize(),
                forward.stride(),
                forward.padLeft(),
                0,
                forward.dilation(),
                forward.groups());
        Tensor result = GradientArrays.empty(g.dtype(), shape);
        TransposedConvolution.compute(
                new TransposedConv(back, problem.signals(), problem.output().count(), problem.length()),
                g,
                weight,
                null,
                result);
        return result;
    }

    static Tensor weightGradient(ConvProblem problem, Tensor x, Tensor g, Shape shape) {
        Tensor result = Tensor.zeros(g.dtype(), shape);
        if (g.dtype() == DType.FLOAT32) {
            Kernels.weightGradient().run(problem, x.floats(), g.floats(), result.floats());
        } else {
            DoubleWeightGradient.run(problem, x.doubles(), g.doubles(), result.doubles());
        }
        return result;
    }

    /// @param g `[signals, channels, length]`, or without the signals where there is one
    static Tensor channelSums(Tensor g, int signals, int channels) {
        int length = g.size(-1);
        double[] sums = g.dtype() == DType.FLOAT32
                ? ChannelSums.of(g.floats(), signals, channels, length)
                : ChannelSums.of(g.doubles(), signals, channels, length);
        return Tensor.wrap(sums, channels).to(g.dtype());
    }

    private static boolean isFft(ConvAlgorithm algorithm, DType type, ConvGeometry geometry, int length) {
        if (algorithm == ConvAlgorithm.FFT && type != DType.FLOAT32) {
            throw new DTypeException("The FFT algorithm is for float32, but got input type (" + type.scalarName()
                    + "): choose DIRECT or AUTO");
        }
        // Without terms there is nothing to transform: the result is the bias.
        return geometry.terms() > 0
                && (algorithm == ConvAlgorithm.FFT
                        || algorithm == ConvAlgorithm.AUTO
                                && type == DType.FLOAT32
                                && ConvAlgorithm.choose(geometry, length).algorithm() == ConvAlgorithm.FFT);
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
