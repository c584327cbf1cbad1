package tapline.tensor;

import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Initial weights, as PyTorch's `torch.nn.init` draws them: each method returns a new tensor of random
/// numbers.
///
/// A weight `[out, in, k]` has `fanIn = in * k` and `fanOut = out * k`: sizes 1 and 0 times all behind them,
/// whatever the layer takes them for. The weight of a transposed convolution, `[in, out, k]`, is counted the
/// same way, as in PyTorch.
public final class Init {
    private Init() {}

    /// Which of a weight's two counts of connections sets the scale.
    public enum Fan {
        /// Keeps the variance of signals on their way forward.
        IN,
        /// Keeps the variance of gradients on their way back.
        OUT
    }

    /// The activation that follows a layer, and by how much it makes up for a loss of variance.
    public enum Nonlinearity {
        /// `max(x, 0)`, with gain `sqrt(2)`.
        RELU,
        /// `x` or `slope * x`, with gain `sqrt(2 / (1 + slope^2))`.
        LEAKY_RELU;

        /// The factor on the standard deviation.
        ///
        /// @param slope of the negative half; RELU has none and ignores it
        public double gain(double slope) {
            return Math.sqrt(this == RELU ? 2 : 2 / (1 + slope * slope));
        }
    }

    /// Uniform in `[from, to)`: see [Generator#uniform].
    public static Tensor uniform(Generator generator, double from, double to, DType dtype, int... shape) {
        return generator.uniform(from, to, dtype, shape);
    }

    /// Normal: see [Generator#normal].
    public static Tensor normal(Generator generator, double mean, double std, DType dtype, int... shape) {
        return generator.normal(mean, std, dtype, shape);
    }

    /// Uniform in `[-bound, bound)` with `bound = gain * sqrt(6 / (fanIn + fanOut))` (Glorot and Bengio, 2010).
    ///
    /// @param shape of the weight, `[out, in, k]`
    /// @throws ShapeException if the shape has fewer than 2 dimensions
    public static Tensor xavierUniform(Generator generator, double gain, DType dtype, int... shape) {
        double bound = Math.sqrt(3.0) * xavierStd(gain, shape);
        return generator.uniform(-bound, bound, dtype, shape);
    }

    /// Normal with mean 0 and `std = gain * sqrt(2 / (fanIn + fanOut))` (Glorot and Bengio, 2010).
    ///
    /// @param shape of the weight, `[out, in, k]`
    /// @throws ShapeException if the shape has fewer than 2 dimensions
    public static Tensor xavierNormal(Generator generator, double gain, DType dtype, int... shape) {
        return generator.normal(0, xavierStd(gain, shape), dtype, shape);
    }

    private static double xavierStd(double gain, int[] shape) {
        return gain * Math.sqrt(2.0 / Math.max(1, fan(Fan.IN, shape) + fan(Fan.OUT, shape)));
    }

    /// Uniform in `[-bound, bound)` with `bound = gain * sqrt(3 / fan)` (He et al., 2015).
    ///
    /// @param slope of the negative half of a leaky ReLU
    /// @param shape of the weight, `[out, in, k]`
    /// @throws ShapeException if the shape has fewer than 2 dimensions
    public static Tensor kaimingUniform(
            Generator generator, double slope, Fan fan, Nonlinearity nonlinearity, DType dtype, int... shape) {
        double bound = Math.sqrt(3.0) * kaimingStd(slope, fan, nonlinearity, shape);
        return generator.uniform(-bound, bound, dtype, shape);
    }

    /// Normal with mean 0 and `std = gain / sqrt(fan)` (He et al., 2015).
    ///
    /// @param slope of the negative half of a leaky ReLU
    /// @param shape of the weight, `[out, in, k]`
    /// @throws ShapeException if the shape has fewer than 2 dimensions
    public static Tensor kaimingNormal(
            Generator generator, double slope, Fan fan, Nonlinearity nonlinearity, DType dtype, int... shape) {
        return generator.normal(0, kaimingStd(slope, fan, nonlinearity, shape), dtype, shape);
    }

    private static double kaimingStd(double slope, Fan fan, Nonlinearity nonlinearity, int[] shape) {
        return nonlinearity.gain(slope) / Math.sqrt(Math.max(1, fan(fan, shape)));
    }

    /// What PyTorch's convolutions and linear layers start with: Kaiming uniform with slope `sqrt(5)`, which
    /// comes to `[-1/sqrt(fanIn), 1/sqrt(fanIn))`. Draw it before the bias.
    ///
    /// @param shape of the weight: `[out, in/groups, k]`, `[in, out/groups, k]` for a transposed convolution,
    /// `[out, in]` for a linear layer
    /// @throws ShapeException if the shape has fewer than 2 dimensions
    public static Tensor defaultWeight(Generator generator, DType dtype, int... shape) {
        return kaimingUniform(generator, Math.sqrt(5), Fan.IN, Nonlinearity.LEAKY_RELU, dtype, shape);
    }

    /// What the bias `[size]` beside such a weight starts with: uniform in `[-1/sqrt(fanIn), 1/sqrt(fanIn))`.
    ///
    /// @param weight sets `fanIn` and the element type. *Not modified*
    /// @param size of the bias, which groups keep from being read off the weight
    /// @throws ShapeException if the weight has fewer than 2 dimensions
    public static Tensor defaultBias(Generator generator, Tensor weight, int size) {
        double bound = 1 / Math.sqrt(Math.max(1, fan(Fan.IN, weight.shape().toArray())));
        return generator.uniform(-bound, bound, weight.dtype(), size);
    }

    private static double fan(Fan fan, int[] sizes) {
        Shape shape = Shape.of(sizes);
        if (shape.rank() < 2) {
            throw new ShapeException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions: "
                    + shape.toList());
        }
        // In double: the count is no array's size and may exceed an int.
        return (double) shape.size(fan == Fan.IN ? 1 : 0) * shape.stride(1);
    }
}
