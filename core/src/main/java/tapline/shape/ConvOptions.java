package tapline.shape;

import java.util.Objects;

/// What a user chooses about a convolution beside its weights: PyTorch's parameters with PyTorch's defaults.
/// Immutable; each setter returns a changed copy, so that a call reads `ConvOptions.DEFAULT.stride(2).padding(1)`.
///
/// @param stride samples from one window to the next, at least 1
/// @param padding what is added at either end
/// @param paddingMode what stands there
/// @param dilation samples from one tap of the kernel to the next, at least 1
/// @param groups into how many independent parts the channels are split, at least 1
/// @param algorithm how it is computed
public record ConvOptions(
        int stride, Padding padding, PaddingMode paddingMode, int dilation, int groups, ConvAlgorithm algorithm) {
    /// Stride 1, no padding, dilation 1, one group, computed directly.
    public static final ConvOptions DEFAULT =
            new ConvOptions(1, Padding.of(0), PaddingMode.ZEROS, 1, 1, ConvAlgorithm.DIRECT);

    /// @throws ShapeException if a number is below 1, or `same` comes with a stride
    public ConvOptions {
        Checks.stride(stride);
        Checks.dilation(dilation);
        Checks.groups(groups);
        Objects.requireNonNull(padding, "padding");
        Objects.requireNonNull(paddingMode, "paddingMode");
        Objects.requireNonNull(algorithm, "algorithm");
        if (padding == Padding.SAME && stride != 1) {
            throw new ShapeException("padding='same' is not supported for strided convolutions");
        }
    }

    /// These options with another stride.
    public ConvOptions stride(int stride) {
        return new ConvOptions(stride, padding, paddingMode, dilation, groups, algorithm);
    }

    /// These options with this many positions added at both ends.
    public ConvOptions padding(int amount) {
        return padding(Padding.of(amount));
    }

    /// These options with another padding.
    public ConvOptions padding(Padding padding) {
        return new ConvOptions(stride, padding, paddingMode, dilation, groups, algorithm);
    }

    /// These options with something else on padding.
    public ConvOptions paddingMode(PaddingMode paddingMode) {
        return new ConvOptions(stride, padding, paddingMode, dilation, groups, algorithm);
    }

    /// These options with another dilation.
    public ConvOptions dilation(int dilation) {
        return new ConvOptions(stride, padding, paddingMode, dilation, groups, algorithm);
    }

    /// These options with another number of groups.
    public ConvOptions groups(int groups) {
        return new ConvOptions(stride, padding, paddingMode, dilation, groups, algorithm);
    }

    /// These options, computed by another algorithm.
    public ConvOptions algorithm(ConvAlgorithm algorithm) {
        return new ConvOptions(stride, padding, paddingMode, dilation, groups, algorithm);
    }

    /// The geometry of these options for a weight and an input length.
    ///
    /// @param weight `[outChannels, inChannels / groups, kernelSize]`
    /// @param length of the input, in samples
    /// @throws ShapeException if the window is longer than a Java array can be, or the weight is empty
    public ConvGeometry geometry(Shape weight, int length) {
        int window = ConvGeometry.window(weight.size(2), dilation);
        Padding.Sides sides = padding.sides(length, window, stride);
        return new ConvGeometry(
                Math.multiplyExact(weight.size(1), groups),
                weight.size(0),
                weight.size(2),
                stride,
                dilation,
                groups,
                sides.left(),
                sides.right(),
                paddingMode);
    }
}
