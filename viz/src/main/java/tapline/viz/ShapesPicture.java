package tapline.viz;

import tapline.shape.ConvGeometry;
import tapline.shape.ShapeException;

/// The shapes of a convolution: input `[batch, in_channels, length]`, weight `[out_channels, in_channels /
/// groups, kernel_size]` and output `[batch, out_channels, l_out]` as blocks of cells, and which part of the
/// input and of the weight makes one output cell. Not thread-safe; the drawing is immutable.
public final class ShapesPicture {
    private final ConvGeometry geometry;
    private final int batch;
    private final int length;
    private final int outputLength;
    private String title = "Shapes in and out";

    private ShapesPicture(ConvGeometry geometry, int batch, int length) {
        if (batch < 1) {
            throw new ShapeException("The picture of the shapes needs a batch of at least 1, but got " + batch);
        }
        this.geometry = geometry;
        this.batch = batch;
        this.length = length;
        this.outputLength = geometry.outputLength(length);
    }

    /// The picture for an input `[batch, in_channels, length]`.
    ///
    /// @throws ShapeException if the geometry has no output for that length, or the batch is empty
    public static ShapesPicture of(ConvGeometry geometry, int batch, int length) {
        return new ShapesPicture(geometry, batch, length);
    }

    public ShapesPicture title(String title) {
        this.title = title;
        return this;
    }

    public Drawing draw(Theme theme) {
        Canvas canvas = new Canvas(theme);
        double top = canvas.heading(title, GeometryText.options(geometry));
        double bottom = new ShapesBlocks(canvas, geometry, batch, length).draw(top);
        String description = "Input " + GeometryText.shape(batch, geometry.inChannels(), length) + ", weight "
                + GeometryText.shape(geometry.outChannels(), geometry.groupInChannels(), geometry.kernelSize())
                + ", output " + GeometryText.shape(batch, geometry.outChannels(), outputLength) + ".";
        return canvas.finish(bottom, title, description);
    }
}
