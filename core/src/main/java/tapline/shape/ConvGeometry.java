package tapline.shape;

import java.util.List;
import java.util.Objects;

/// All that is known of a convolution before its numbers: the one place that computes an output length, a receptive
/// field or a delay. Immutable.
///
/// Input `[batch, inChannels, length]`, weight `[outChannels, inChannels / groups, kernelSize]`, output
/// `[batch, outChannels, outputLength]` with
///
/// `outputLength = floor((length + padLeft + padRight - dilation * (kernelSize - 1) - 1) / stride) + 1`.
///
/// @param inChannels channels of the input, a multiple of `groups`
/// @param outChannels channels of the output, a multiple of `groups`
/// @param kernelSize taps of the kernel, at least 1
/// @param stride samples from one window to the next, at least 1
/// @param dilation samples from one tap to the next, at least 1
/// @param groups independent parts of the channels, at least 1
/// @param padLeft positions added before the signal; negative crops
/// @param padRight positions added after the signal; negative crops
/// @param paddingMode what stands on added positions
public record ConvGeometry(
        int inChannels,
        int outChannels,
        int kernelSize,
        int stride,
        int dilation,
        int groups,
        int padLeft,
        int padRight,
        PaddingMode paddingMode) {

    /// @throws ShapeException if a number is out of its range, `groups` doesn't divide the channels, or a window or
    ///     the weights don't fit an array
    public ConvGeometry {
        Checks.stride(stride);
        Checks.groups(groups, inChannels, outChannels);
        window(kernelSize, dilation);
        Shape.of(outChannels, inChannels / groups, kernelSize);
        Objects.requireNonNull(paddingMode, "paddingMode");
    }

    /// How many samples a kernel spans: `dilation * (kernelSize - 1) + 1`.
    ///
    /// @throws ShapeException if the kernel has no tap, the dilation is below 1, or an array can't be that long
    public static int window(int kernelSize, int dilation) {
        Checks.dilation(dilation);
        Checks.kernelSize(kernelSize);
        long window = (long) dilation * (kernelSize - 1) + 1;
        if (window > Integer.MAX_VALUE) {
            throw new ShapeException("A kernel of size " + kernelSize + " with dilation " + dilation + " spans "
                    + window + " samples, more than " + Integer.MAX_VALUE);
        }
        return (int) window;
    }

    /// How many input samples one output sample sees: `dilation * (kernelSize - 1) + 1`.
    public int receptiveField() {
        return window(kernelSize, dilation);
    }

    /// How many input samples one output of a stack of convolutions sees, padding included.
    ///
    /// @param layers from the input to the output
    /// @throws ShapeException if there are more than a long holds
    public static long receptiveField(List<ConvGeometry> layers) {
        long size = 1;
        for (ConvGeometry layer : layers.reversed()) {
            try {
                size = Math.addExact(Math.multiplyExact(size - 1, layer.stride), layer.receptiveField());
            } catch (ArithmeticException e) {
                throw new ShapeException("An output of a stack of " + layers.size() + " convolutions sees more than "
                        + Long.MAX_VALUE + " samples");
            }
        }
        return size;
    }

    /// How many input samples after its own, `l * stride`, output `l` waits for on a live signal:
    /// `dilation * (kernelSize - 1) - padLeft`, or 0 where that is negative.
    ///
    /// A causal convolution has 0; one aligned to the last of its stride has `stride - 1`, since it also sees the
    /// samples that its stride skips. Padding that mirrors or repeats the signal ([PaddingMode#REFLECT] and
    /// [PaddingMode#CIRCULAR]) makes the first outputs wait longer, which is not counted.
    public int latency() {
        return Math.max(0, receptiveField() - 1 - padLeft);
    }

    /// The channels of one group's input.
    public int groupInChannels() {
        return inChannels / groups;
    }

    /// The channels of one group's output.
    public int groupOutChannels() {
        return outChannels / groups;
    }

    /// How many products make one output sample: `inChannels / groups * kernelSize`.
    public int terms() {
        return groupInChannels() * kernelSize;
    }

    /// How many samples come out for `length` that go in.
    ///
    /// @throws ShapeException if the padded input is shorter than the window, or longer than an array can be
    public int outputLength(int length) {
        long padded = (long) length + padLeft + padRight;
        int window = receptiveField();
        if (padded < window) {
            throw new ShapeException("Calculated padded input size per channel: (" + padded + "). Kernel size: ("
                    + window + "). Kernel size can't be greater than actual input size");
        }
        // Beyond that, positions in the padding would not be ints.
        if (Math.max(padded, (long) length + padRight) > Integer.MAX_VALUE) {
            throw new ShapeException("A signal of " + length + " samples padded by " + padLeft + " and " + padRight
                    + " has " + padded + " samples, more than " + Integer.MAX_VALUE);
        }
        return (int) ((padded - window) / stride + 1);
    }

    /// The first input position that output `index` sees; below 0 in the left padding.
    public int windowStart(int index) {
        return (int) ((long) index * stride - padLeft);
    }
}
