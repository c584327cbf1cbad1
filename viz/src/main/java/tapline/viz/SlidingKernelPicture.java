package tapline.viz;

import java.util.Arrays;
import tapline.shape.ConvGeometry;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// One channel of a convolution, step by step: each row shows the kernel's weights under the samples that they
/// meet, and the output that comes of it. Not thread-safe; the drawing is immutable.
///
/// Values are optional: without them the picture names samples `x0`, weights `w0` and outputs `y0`. Outputs
/// that aren't given follow from samples and weights. What doesn't fit is left out behind dots: the first steps and
/// the last one stay.
///
/// ```java
/// Drawing drawing = SlidingKernelPicture.of(geometry, 10).input(samples).kernel(weights).draw(Theme.LIGHT);
/// ```
public final class SlidingKernelPicture {
    private final ConvGeometry geometry;
    private final int length;
    private final int outputLength;
    private float[] input;
    private float[] kernel;
    private float[] output;
    private String title = "The kernel slides over the input";

    private SlidingKernelPicture(ConvGeometry geometry, int length) {
        this.geometry = geometry;
        this.length = length;
        this.outputLength = geometry.outputLength(length);
        geometry.paddingMode().check(geometry.padLeft(), geometry.padRight(), Shape.of(1, 1, length), 2);
    }

    /// The picture of a convolution over an input of `length` samples.
    ///
    /// @throws ShapeException if the geometry has no output for that length, or can't pad it
    public static SlidingKernelPicture of(ConvGeometry geometry, int length) {
        return new SlidingKernelPicture(geometry, length);
    }

    /// @param input `[length]`; not modified, not kept
    /// @throws ShapeException if it has another length
    public SlidingKernelPicture input(float... input) {
        this.input = copy(input, length, "input samples");
        return this;
    }

    /// @param kernel `[kernelSize]`; not modified, not kept
    /// @throws ShapeException if it has another length
    public SlidingKernelPicture kernel(float... kernel) {
        this.kernel = copy(kernel, geometry.kernelSize(), "weights of the kernel");
        return this;
    }

    /// @param output `[outputLength]`; not modified, not kept
    /// @throws ShapeException if it has another length
    public SlidingKernelPicture output(float... output) {
        this.output = copy(output, outputLength, "output samples");
        return this;
    }

    public SlidingKernelPicture title(String title) {
        this.title = title;
        return this;
    }

    public Drawing draw(Theme theme) {
        SlidingKernelCells cells = new SlidingKernelCells(geometry, length, input, kernel, output);
        Canvas canvas = new Canvas(theme);
        double top = canvas.heading(title, GeometryText.options(geometry));
        double bottom = new SlidingKernelRows(canvas, cells).draw(top);
        String description = "A kernel of size " + geometry.kernelSize() + " slides over " + length
                + " input samples and gives " + outputLength + ". " + GeometryText.outputLength(geometry, length);
        return canvas.finish(bottom, title, description);
    }

    private static float[] copy(float[] values, int expected, String what) {
        if (values.length != expected) {
            throw new ShapeException("The picture needs " + expected + " " + what + ", but got " + values.length);
        }
        return Arrays.copyOf(values, expected);
    }
}
