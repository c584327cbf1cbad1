package tapline.tensor;

import tapline.shape.PoolOptions;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// What pools refuse, in PyTorch's order and words, which differ from pool to pool.
final class PoolChecks {
    private PoolChecks() {}

    static void max(Shape input, PoolOptions options) {
        if (input.rank() != 2 && input.rank() != 3) {
            throw new ShapeException("max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size "
                    + "for input, but got:" + input.toList());
        }
        positive("kernel_size", options.kernelSize());
        positive("stride", options.stride());
        if (options.padding() < 0) {
            throw new ShapeException("max_pool1d() padding must be non-negative, but got " + options.padding());
        }
        if (options.padding() > options.kernelSize() / 2) {
            throw new ShapeException("max_pool1d() padding should be at most half of kernel size, but got padding="
                    + options.padding() + " and kernel_size=" + options.kernelSize());
        }
        positive("dilation", options.dilation());
        long length = options.outputLength(input.size(-1));
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new ShapeException("max_pool1d() Invalid computed output size: " + length);
        }
    }

    private static void positive(String what, int given) {
        if (given < 1) {
            throw new ShapeException("max_pool1d() " + what + " must be greater than zero, but got " + given);
        }
    }

    static void mean(Shape input, PoolOptions options) {
        rank("avg_pool1d", input);
        if (options.stride() == 0) {
            throw new ShapeException("stride should not be zero");
        }
        if (options.padding() < 0) {
            throw new ShapeException("pad must be non-negative, but got pad: " + options.padding());
        }
        if (options.padding() > options.kernelSize() / 2) {
            throw new ShapeException("pad should be at most half of kernel size, but got pad=" + options.padding()
                    + " and kernel_size=" + options.kernelSize());
        }
        if (options.kernelSize() < 1) {
            throw new ShapeException(
                    "kernel size should be greater than zero, but got kH: 1 kW: " + options.kernelSize());
        }
        if (options.stride() < 0) {
            throw new ShapeException("stride should be greater than zero, but got dH: 1 dW: " + options.stride());
        }
        if (options.dilation() != 1) {
            throw new ShapeException("avg_pool1d() has no dilation, but got " + options.dilation());
        }
        long length = options.outputLength(input.size(-1));
        if (length < 1 || length > Integer.MAX_VALUE) {
            int channels = input.size(-2);
            throw new ShapeException("Given input size: (" + channels + "x1x" + input.size(-1)
                    + "). Calculated output size: (" + channels + "x1x" + length + "). Output size is too "
                    + (length < 1 ? "small" : "large"));
        }
    }

    /// @param operation `adaptive_avg_pool`
    static void adaptive(String operation, Shape input, int outputSize) {
        rank(operation + "1d", input);
        if (outputSize < 0) {
            throw new ShapeException(operation + "2d: elements of output_size must be greater than or equal to 0 but "
                    + "received {1, " + outputSize + "}");
        }
        if (input.size(-1) == 0) {
            throw new ShapeException(operation + "2d(): Expected input to have non-zero size for non-batch dimensions, "
                    + "but input has sizes " + input.toList());
        }
    }

    private static void rank(String operation, Shape input) {
        if (input.rank() != 2 && input.rank() != 3) {
            throw new ShapeException("Expected 2 to 3 dimensions, but got " + input.rank()
                    + "-dimensional tensor for argument #1 'self' (while checking arguments for " + operation + ")");
        }
    }
}
