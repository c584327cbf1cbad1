package tapline.shape;

/// What the numbers of every convolution must obey, in PyTorch's words.
final class Checks {
    private Checks() {}

    static void kernelSize(int kernelSize) {
        if (kernelSize < 1) {
            throw new ShapeException(
                    "kernel size should be greater than zero, but got kernel_height: 1 kernel_width: " + kernelSize);
        }
    }

    static void stride(int stride) {
        if (stride < 1) {
            throw new ShapeException("non-positive stride is not supported");
        }
    }

    static void dilation(int dilation) {
        if (dilation < 1) {
            throw new ShapeException("dilation should be greater than zero, but got [1, " + dilation + "]");
        }
    }

    static void groups(int groups) {
        if (groups < 1) {
            throw new ShapeException("non-positive groups is not supported");
        }
    }

    static void groups(int groups, int inChannels, int outChannels) {
        groups(groups);
        if (inChannels % groups != 0) {
            throw new ShapeException("in_channels must be divisible by groups");
        }
        if (outChannels % groups != 0) {
            throw new ShapeException("out_channels must be divisible by groups");
        }
    }

    static void padding(int padding) {
        if (padding < 0) {
            throw new ShapeException("negative padding is not supported");
        }
    }

    static void outputPadding(int outputPadding) {
        if (outputPadding < 0) {
            throw new ShapeException("negative output_padding is not supported");
        }
    }
}
