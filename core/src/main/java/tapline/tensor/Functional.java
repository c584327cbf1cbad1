package tapline.tensor;

import java.util.Objects;
import tapline.shape.ConvOptions;
import tapline.shape.ConvTransposeOptions;
import tapline.shape.Interpolation;
import tapline.shape.PaddingMode;
import tapline.shape.PoolOptions;
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

    /// Spreads each sample over the kernel's taps, `stride` apart, and adds up: the adjoint of [#conv1d], which makes
    /// long signals of short ones.
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

    /// The largest sample of each window, the first of equal ones; NaN is larger than all. Padding counts as minus
    /// infinity.
    ///
    /// @param input `[batch, channels, length]`, or `[channels, length]`
    /// @return the same with [PoolOptions#outputLength] in place of the length
    /// @throws ShapeException if the input is of another rank, or the options are out of range
    public static Tensor maxPool1d(Tensor input, PoolOptions options) {
        return Pool.max(input, options);
    }

    /// The mean of each window: added up in double in ascending order, divided, and rounded. Padding counts as zeros,
    /// or not at all, as the options say.
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
