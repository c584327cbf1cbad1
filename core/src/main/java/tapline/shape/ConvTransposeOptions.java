package tapline.shape;

/// What a user chooses about a transposed convolution beside its weights: PyTorch's parameters with PyTorch's
/// defaults. Immutable; each setter returns a changed copy.
///
/// @param stride output samples from one input sample to the next, at least 1
/// @param padding output samples cut off at both ends
/// @param outputPadding output samples added at the end, fewer than `stride` or `dilation`
/// @param dilation samples from one tap of the kernel to the next, at least 1
/// @param groups into how many independent parts the channels are split, at least 1
public record ConvTransposeOptions(int stride, int padding, int outputPadding, int dilation, int groups) {
    /// Stride 1, no padding, no output padding, dilation 1, one group.
    public static final ConvTransposeOptions DEFAULT = new ConvTransposeOptions(1, 0, 0, 1, 1);

    /// @throws ShapeException if a number is below 1, or a padding below 0
    public ConvTransposeOptions {
        Checks.padding(padding);
        Checks.outputPadding(outputPadding);
        Checks.stride(stride);
        Checks.dilation(dilation);
        Checks.groups(groups);
    }

    /// These options with `stride` changed; throws as the constructor does.
    public ConvTransposeOptions stride(int stride) {
        return new ConvTransposeOptions(stride, padding, outputPadding, dilation, groups);
    }

    /// These options with `padding` changed; throws as the constructor does.
    public ConvTransposeOptions padding(int padding) {
        return new ConvTransposeOptions(stride, padding, outputPadding, dilation, groups);
    }

    /// These options with `outputPadding` changed; throws as the constructor does.
    public ConvTransposeOptions outputPadding(int outputPadding) {
        return new ConvTransposeOptions(stride, padding, outputPadding, dilation, groups);
    }

    /// These options with `dilation` changed; throws as the constructor does.
    public ConvTransposeOptions dilation(int dilation) {
        return new ConvTransposeOptions(stride, padding, outputPadding, dilation, groups);
    }

    /// These options with `groups` changed; throws as the constructor does.
    public ConvTransposeOptions groups(int groups) {
        return new ConvTransposeOptions(stride, padding, outputPadding, dilation, groups);
    }

    /// The geometry of these options for a weight.
    ///
    /// @param weight `[inChannels, outChannels / groups, kernelSize]`
    /// @throws ShapeException if the output padding is too large, or the weight is empty
    public ConvTransposeGeometry geometry(Shape weight) {
        return new ConvTransposeGeometry(
                weight.size(0),
                Math.multiplyExact(weight.size(1), groups),
                weight.size(2),
                stride,
                padding,
                outputPadding,
                dilation,
                groups);
    }
}
