package tapline.viz;

import java.util.List;
import java.util.stream.Collectors;
import tapline.shape.ConvGeometry;
import tapline.shape.ShapeException;

/// A stack of (causal, dilated) convolutions as rows of circles, the input at the bottom, with everything that
/// the last output depends on: its receptive field. As the WaveNet paper draws it. Not thread-safe; the drawing
/// is immutable.
///
/// Padding and stride are honoured: positions that padding adds are dashed, and an element stands over the last
/// sample of its window (over the middle, where a layer pads on the right).
public final class CausalStackPicture {
    /// The input is at least this long, so that a small field is seen among others.
    private static final int SHORTEST = 16;

    private final List<ConvGeometry> layers;
    private int length;
    private String title = "What the last output sees";

    private CausalStackPicture(List<ConvGeometry> layers) {
        if (layers.isEmpty()) {
            throw new ShapeException("The picture of a stack needs at least one layer, but got none");
        }
        this.layers = List.copyOf(layers);
        this.length = Math.clamp(ConvGeometry.receptiveField(layers), SHORTEST, Integer.MAX_VALUE);
    }

    /// The picture of layers, from the input to the output, over an input as long as their receptive field.
    ///
    /// @throws ShapeException if there is none
    public static CausalStackPicture of(List<ConvGeometry> layers) {
        return new CausalStackPicture(layers);
    }

    /// The picture of an input of `length` samples. Of a long one, the last part is drawn.
    public CausalStackPicture length(int length) {
        this.length = length;
        return this;
    }

    public CausalStackPicture title(String title) {
        this.title = title;
        return this;
    }

    /// @throws ShapeException if a layer has no output for what reaches it
    public Drawing draw(Theme theme) {
        Canvas canvas = new Canvas(theme);
        double top = canvas.heading(title, subtitle());
        double bottom = new CausalStackRows(canvas, layers, length).draw(top);
        String description = "A stack of " + layers.size() + " convolutions over " + length
                + " samples; its last output has a receptive field of " + ConvGeometry.receptiveField(layers)
                + " samples.";
        return canvas.finish(bottom, title, description);
    }

    private String subtitle() {
        return layers.size() + (layers.size() == 1 ? " layer" : " layers") + ", kernel_size="
                + each(layers.stream().map(ConvGeometry::kernelSize).toList()) + ", dilation="
                + each(layers.stream().map(ConvGeometry::dilation).toList()) + ", stride="
                + each(layers.stream().map(ConvGeometry::stride).toList());
    }

    private static String each(List<Integer> values) {
        if (values.stream().distinct().count() == 1) {
            return values.getFirst().toString();
        }
        return values.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
