package tapline.tensor;

import java.util.Objects;
import tapline.shape.ConvOptions;
import tapline.shape.ConvTransposeOptions;
import tapline.shape.Interpolation;
import tapline.shape.PaddingMode;
import tapline.shape.PoolOptions;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Convolutions and padding as functions: PyTorch's `torch.nn.functional`.
///
/// ```java
/// Tensor y = conv1d(x, weight, bias, ConvOptions.DEFAULT.stride(2).padding(1));
/// ```
public final class Functional {
    private Functional() {}

    /// Slides kernels over signals, without a bias, with stride 1 and no padding.
    public static Tensor conv1d(Tensor input, Tensor weight) {
        return conv1d(input, weight, null, ConvOptions.DEFAULT);
    }

    /// Slides kernels over signals: `y[co][l] = bias[co] + sum over ci, k of weight[co][ci][k] * x[ci][l * stride +
    /// k * dilation - padding]`.
    ///
    /// The kernel is not flipped: this is what signal processing calls a cross-correlation.
    ///
    /// @param input `[batch, inChannels, length]`, or `[inChannels, length]`
    /// @param weight `[outChannels, inChannels / groups, kernelSize]`
    /// @param bias `[outChannels]`, or null for none
    /// @return `[batch, outChannels, outputLength]`, or `[outChannels, outputLength]`, with
    ///     `outputLength = floor((length + 2 * padding - dilation * (kernelSize - 1) - 1) / stride) + 1`
    /// @throws ShapeException if the shapes do not go together, or the padded input is shorter than the kernel
    /// @throws DTypeException if the element types differ
    public static Tensor conv1d(Tensor input, Tensor weight, Tensor bias, ConvOptions options) {
        return Convolution.forward(input, weight, bias, options, null);
    }

    /// The same into a tensor that is there already, for loops that would otherwise fill memory with results: a new
    /// tensor for each call is cold memory, which is written twice, once with zeros.
    ///
    /// @param output of the shape and element type of the result, sharing no elements with the others. *Modified*
    /// @return the output
    /// @throws ShapeException as above, or if the output has another shape
    /// @throws DTypeException if the element types differ
    public static Tensor conv1d(Tensor input, Tensor weight, Tensor bias, ConvOptions options, Tensor output) {
        return Convolution.forward(input, weight, bias, options, Objects.requireNonNull(output, "output"));
    }

    /// Spreads each sample over the kernel's taps, `stride` apart, and adds up: the adjoint of [#conv1d], which
    /// makes long signals of short ones.
    ///
    /// @param input `[batch, inChannels, length]`, or `[inChannels, length]`
    /// @param weight `[inChannels, outChannels / groups, kernelSize]`
    /// @param bias `[outChannels]`, or null for none
    /// @return `[batch, outChannels, outputLength]`, or `[outChannels, outputLength]`, with `outputLength =
    ///     (length - 1) * stride - 2 * padding + dilation * (kernelSize - 1) + outputPadding + 1`
    /// @throws ShapeException if the shapes do not go together, or no output is left
    /// @throws DTypeException if the element types differ
    public static Tensor convTranspose1d(Tensor input, Tensor weight, Tensor bias, ConvTransposeOptions options) {
        return TransposedConvolution.forward(input, weight, bias, options);
    }

    /// The largest sample of each window; NaN is larger than all, and 0 larger than -0. Padding counts as minus
    /// infinity.
    ///
    /// @param input `[batch, channels, length]`, or `[channels, length]`
    /// @return the same with [PoolOptions#outputLength] in place of the length
    /// @throws ShapeException if the input is of another rank, or the options are out of range
    public static Tensor maxPool1d(Tensor input, PoolOptions options) {
        return Pool.max(input, options);
    }

    /// The mean of each window: added up in double in ascending order, divided, and rounded. Padding counts as
    /// zeros, or not at all, as the options say.
    ///
    /// @param input `[batch, channels, length]`, or `[channels, length]`
    /// @return the same with [PoolOptions#outputLength] in place of the length
    /// @throws ShapeException if the input is of another rank, the options are out of range, or no window fits
    public static Tensor avgPool1d(Tensor input, PoolOptions options) {
        return Pool.mean(input, options);
    }

    /// The largest sample of each of `outputSize` windows that cover the signal evenly: `floor(l * length /
    /// outputSize)` to `ceil((l + 1) * length / outputSize)`.
    ///
    /// @param input `[batch, channels, length]`, or `[channels, length]`
    /// @return the same with `outputSize` in place of the length
    /// @throws ShapeException if the input is of another rank or has no samples, or the size is negative
    public static Tensor adaptiveMaxPool1d(Tensor input, int outputSize) {
        return Pool.adaptiveMax(input, outputSize);
    }

    /// The mean of each of `outputSize` windows that cover the signal evenly: `floor(l * length / outputSize)` to
    /// `ceil((l + 1) * length / outputSize)`.
    ///
    /// @param input `[batch, channels, length]`, or `[channels, length]`
    /// @return the same with `outputSize` in place of the length
    /// @throws ShapeException if the input is of another rank or has no samples, or the size is negative
    public static Tensor adaptiveAvgPool1d(Tensor input, int outputSize) {
        return Pool.adaptiveMean(input, outputSize);
    }

    /// Stretches or shrinks signals.
    ///
    /// @param input `[batch, channels, length]`
    /// @return the same with [Interpolation#outputLength] in place of the length
    /// @throws ShapeException if the input is of another rank, or it or the result has no samples
    public static Tensor interpolate(Tensor input, Interpolation interpolation) {
        return Interpolate.forward(input, interpolation);
    }

    /// `(x - mean) / sqrt(variance + eps) * weight + bias` for each channel: in training with the mean and the
    /// variance of the channel over all signals and samples, else with the running ones. Nothing is changed:
    /// a layer moves its running statistics towards those in the result.
    ///
    /// @param input `[batch, channels, length]`, or `[batch, channels]`
    /// @param runningMean `[channels]`, or null: the input's own is used then
    /// @param runningVariance `[channels]`, or null
    /// @param weight `[channels]`, or null for 1
    /// @param bias `[channels]`, or null for 0
    /// @throws ShapeException if the shapes do not go together, or there is one sample a channel in training
    /// @throws DTypeException if the element types differ
    public static Normalized batchNorm(
            Tensor input,
            Tensor runningMean,
            Tensor runningVariance,
            Tensor weight,
            Tensor bias,
            boolean training,
            double eps) {
        return Norms.batch(input, runningMean, runningVariance, new Affine(weight, bias), training, eps);
    }

    /// The same with mean and variance of each channel of each signal, or, without `useInputStatistics`, with the
    /// running ones.
    ///
    /// @param input `[batch, channels, length]`
    /// @param runningMean `[channels]`, or null
    /// @param runningVariance `[channels]`, or null
    /// @param weight `[channels]`, or null for 1
    /// @param bias `[channels]`, or null for 0
    /// @throws ShapeException if the shapes do not go together, or signals are of one sample
    /// @throws DTypeException if the element types differ
    public static Normalized instanceNorm(
            Tensor input,
            Tensor runningMean,
            Tensor runningVariance,
            Tensor weight,
            Tensor bias,
            boolean useInputStatistics,
            double eps) {
        return Norms.instance(input, runningMean, runningVariance, new Affine(weight, bias), useInputStatistics, eps);
    }

    /// The same with mean and variance of each of `groups` groups of neighbouring channels of each signal.
    ///
    /// @param input `[batch, channels, ...]`
    /// @param weight `[channels]`, or null for 1
    /// @param bias `[channels]`, or null for 0
    /// @throws ShapeException if the shapes do not go together, or channels can't be split so
    /// @throws DTypeException if the element types differ
    public static Tensor groupNorm(Tensor input, int groups, Tensor weight, Tensor bias, double eps) {
        return Norms.group(input, groups, new Affine(weight, bias), eps);
    }

    /// The same with mean and variance over the last dimensions, and a weight and a bias for each position in them.
    ///
    /// @param input `[..., normalizedShape]`
    /// @param weight of the normalised shape, or null for 1
    /// @param bias of the normalised shape, or null for 0
    /// @throws ShapeException if the shapes do not go together
    /// @throws DTypeException if the element types differ
    public static Tensor layerNorm(Tensor input, Shape normalizedShape, Tensor weight, Tensor bias, double eps) {
        return LayerNormalization.forward(input, normalizedShape, new Affine(weight, bias), eps);
    }

    /// A weight of direction `v` and of norm `g`: `g * v / ||v||`, the norm being over all dimensions but `dim`
    /// (Salimans and Kingma, "Weight Normalization", 2016).
    ///
    /// @param v of the weight's shape
    /// @param g of the same shape with size 1 in all dimensions but `dim`
    /// @throws ShapeException if the shapes do not go together
    /// @throws IndexOutOfBoundsException if there is no such dimension
    public static Tensor weightNorm(Tensor v, Tensor g, int dim) {
        return WeightNormalization.forward(v, g, dim);
    }

    /// The norms of a weight over all dimensions but `dim`: the `g` with which [#weightNorm] gives `weight` back.
    public static Tensor normExceptDim(Tensor weight, int dim) {
        return WeightNormalization.norms(weight, dim);
    }

    /// Adds zeros at the ends of dimensions: `pad(x, 2, 1)` adds two before and one after the last dimension.
    /// Negative amounts crop.
    ///
    /// @param padding before and after the last dimension, then of the one before it, and so on
    /// @throws ShapeException if there are too many amounts, an odd number of them, or a negative size results
    public static Tensor pad(Tensor input, int... padding) {
        return Pad.forward(input, PaddingMode.ZEROS, 0, padding);
    }

    /// Adds `value` at the ends of dimensions. Negative amounts crop.
    ///
    /// @param padding before and after the last dimension, then of the one before it, and so on
    /// @throws ShapeException if there are too many amounts, an odd number of them, or a negative size results
    public static Tensor padConstant(Tensor input, double value, int... padding) {
        return Pad.forward(input, PaddingMode.ZEROS, value, padding);
    }

    /// Extends the ends of dimensions by what `mode` says. Negative amounts crop.
    ///
    /// @param input of rank 2 or 3 for two amounts, 3 or 4 for four, 4 or 5 for six, where the mode isn't zeros
    /// @param padding before and after the last dimension, then of the one before it, and so on
    /// @throws ShapeException if the mode can't make that much of the input, there are too many amounts, an odd
    ///     number of them, or a negative size results
    public static Tensor pad(Tensor input, PaddingMode mode, int... padding) {
        return Pad.forward(input, mode, 0, padding);
    }
}
