package tapline.benchmarks;

import tapline.shape.ConvGeometry;
import tapline.shape.ConvOptions;
import tapline.shape.Shape;

/// One row of the table of shapes: a convolution of a published model, by its sizes. Immutable.
///
/// @param id short name, unique
/// @param source where the sizes are from
/// @param category the class of shapes that are fast or slow for the same reason
record ConvShape(
        String id,
        String source,
        int batch,
        int inChannels,
        int outChannels,
        int kernelSize,
        int stride,
        int padding,
        int dilation,
        int groups,
        int length,
        String category) {

    ConvOptions options() {
        return ConvOptions.DEFAULT
                .stride(stride)
                .padding(padding)
                .dilation(dilation)
                .groups(groups);
    }

    ConvGeometry geometry() {
        return options().geometry(Shape.of(weightSizes()), length);
    }

    int outputLength() {
        return geometry().outputLength(length);
    }

    int[] inputSizes() {
        return new int[] {batch, inChannels, length};
    }

    int[] weightSizes() {
        return new int[] {outChannels, inChannels / groups, kernelSize};
    }

    int[] outputSizes() {
        return new int[] {batch, outChannels, outputLength()};
    }

    /// Products that are summed for one output.
    int terms() {
        return inChannels / groups * kernelSize;
    }

    /// Floating-point operations by the definition, whatever the algorithm: a multiplication and an addition a
    /// term.
    double flops() {
        return 2.0 * batch * outputLength() * outChannels * terms();
    }

    int inputElements() {
        return Math.multiplyExact(Math.multiplyExact(batch, inChannels), length);
    }

    int outputElements() {
        return Math.multiplyExact(Math.multiplyExact(batch, outChannels), outputLength());
    }

    /// Whether its kernel is so long that an FFT is what it is computed with.
    boolean isLong() {
        return category.equals("long");
    }

    /// Whether it moves so much data for so little arithmetic that copying memory is its limit.
    boolean isMemoryBound() {
        return category.equals("depthwise");
    }
}
