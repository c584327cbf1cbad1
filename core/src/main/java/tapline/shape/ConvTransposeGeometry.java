package tapline.shape;

/// All that is known of a transposed convolution before its numbers. Immutable.
///
/// Input `[batch, inChannels, length]`, weight `[inChannels, outChannels / groups, kernelSize]`, output
/// `[batch, outChannels, outputLength]` with
///
/// `outputLength = (length - 1) * stride - 2 * padding + dilation * (kernelSize - 1) + outputPadding + 1`.
///
/// @param inChannels channels of the input, a multiple of `groups`
/// @param outChannels channels of the output, a multiple of `groups`
/// @param kernelSize taps of the kernel, at least 1
/// @param stride output samples from one input sample to the next, at least 1
/// @param padding output samples cut off at both ends
/// @param outputPadding output samples added at the end: which of the lengths that a strided convolution shortens
///     to the same one is meant
/// @param dilation samples from one tap to the next, at least 1
/// @param groups independent parts of the channels, at least 1
public record ConvTransposeGeometry(
        int inChannels,
        int outChannels,
        int kernelSize,
        int stride,
        int padding,
        int outputPadding,
        int dilation,
        int groups) {

    /// @throws ShapeException if a number is out of its range, `groups` doesn't divide the channels, the output
    ///     padding reaches both the stride and the dilation, or a window or the weights don't fit an array
    public ConvTransposeGeometry {
        Checks.padding(padding);
        Checks.outputPadding(outputPadding);
        Checks.stride(stride);
        Checks.groups(groups, inChannels, outChannels);
        ConvGeometry.window(kernelSize, dilation);
        Shape.of(inChannels, outChannels / groups, kernelSize);
        if (outputPadding >= stride && outputPadding >= dilation) {
            throw new ShapeException("output padding must be smaller than either stride or dilation, but got "
                    + "output_padding_height: 0 output_padding_width: " + outputPadding + " stride_height: 1 "
                    + "stride_width: " + stride + " dilation_height: 1 dilation_width: " + dilation);
        }
    }

    /// The channels of one group's input.
    public int groupInChannels() {
        return inChannels / groups;
    }

    /// The channels of one group's output.
    public int groupOutChannels() {
        return outChannels / groups;
    }

    /// How many samples come out for `length` that go in.
    ///
    /// @throws ShapeException if nothing is left of the output, or it exceeds an array
    public int outputLength(int length) {
        long outputs = untrimmedLength(length) + outputPadding;
        if (outputs < 1) {
            throw new ShapeException("Given input size per channel: (1 x " + length
                    + "). Calculated output size per channel: (1 x " + outputs + "). Output size is too small");
        }
        if (outputs > Integer.MAX_VALUE) {
            throw new ShapeException("A transposed convolution of " + length + " samples with stride " + stride
                    + " gives " + outputs + " samples, more than " + Integer.MAX_VALUE);
        }
        return (int) outputs;
    }

    /// The output padding that makes `length` samples become `outputLength`.
    ///
    /// @throws ShapeException if none does
    public int outputPaddingFor(int length, int outputLength) {
        long shortest = untrimmedLength(length);
        long longest = shortest + stride - 1;
        if (outputLength < shortest || outputLength > longest) {
            throw new ShapeException("requested an output size of [" + outputLength + "], but valid sizes range from ["
                    + shortest + "] to [" + longest + "] (for an input of torch.Size([" + length + "]))");
        }
        return (int) (outputLength - shortest);
    }

    private long untrimmedLength(int length) {
        return (length - 1L) * stride - 2L * padding + ConvGeometry.window(kernelSize, dilation);
    }
}
