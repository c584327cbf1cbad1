package tapline.shape;

import java.util.List;

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

    /// @throws ShapeException if the kernel has no tap, or a window or a channel's weights don't fit an array
    public ConvGeometry {
        if (kernelSize < 1) {
            throw new ShapeException(
                    "kernel size should be greater than zero, but got kernel_height: 1 kernel_width: " + kernelSize);
        }
        window(kernelSize, dilation);
        Shape.of(outChannels, inChannels / groups, kernelSize);
    }

    /// How many samples a kernel spans: `dilation * (kernelSize - 1) + 1`.
    ///
    /// @throws ShapeException if that exceeds what an array holds
    static int window(int kernelSize, int dilation) {
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

    /// How many samples after its own an output waits for, on a live signal: 0 for a causal convolution.
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
    /// @throws ShapeException if the padded input is shorter than the window, or the output exceeds an array
    public int outputLength(int length) {
        long padded = (long) length + padLeft + padRight;
        int window = receptiveField();
        if (padded < window) {
            throw new ShapeException("Calculated padded input size per channel: (" + padded + "). Kernel size: ("
                    + window + "). Kernel size can't be greater than actual input size");
        }
        long outputs = (padded - window) / stride + 1;
        if (outputs > Integer.MAX_VALUE) {
            throw new ShapeException("A convolution of " + length + " samples padded by " + padLeft + " and " + padRight
                    + " gives " + outputs + " samples, more than " + Integer.MAX_VALUE);
        }
        return (int) outputs;
    }

    /// The first input position that output `index` sees; below 0 in the left padding.
    public int windowStart(int index) {
        return (int) ((long) index * stride - padLeft);
    }
}
