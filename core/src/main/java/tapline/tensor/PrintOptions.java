package tapline.tensor;

/// How tensors are printed: the arguments of PyTorch's `set_printoptions`, with its defaults. Immutable.
///
/// @param precision digits after the point
/// @param threshold elements above which only the edges are shown
/// @param edgeItems how many elements the edges of a dimension have then
/// @param lineWidth characters before a line is broken
/// @param sciMode whether numbers are printed as `1.0000e+00`; AUTO decides by their range
public record PrintOptions(int precision, int threshold, int edgeItems, int lineWidth, SciMode sciMode) {
    /// When scientific notation is used.
    public enum SciMode {
        AUTO,
        ON,
        OFF
    }

    /// Precision 4, threshold 1000, 3 edge items, 80 characters, scientific where the range asks for it.
    public static final PrintOptions DEFAULT = new PrintOptions(4, 1000, 3, 80, SciMode.AUTO);

    /// PyTorch's profile `short`: precision 2, 2 edge items.
    public static final PrintOptions SHORT = new PrintOptions(2, 1000, 2, 80, SciMode.AUTO);

    /// PyTorch's profile `full`: every element.
    public static final PrintOptions FULL = new PrintOptions(4, Integer.MAX_VALUE, 3, 80, SciMode.AUTO);

    /// @throws IllegalArgumentException if a number is negative
    public PrintOptions {
        if (precision < 0 || threshold < 0 || edgeItems < 0 || lineWidth < 0) {
            throw new IllegalArgumentException("print options can't be negative, but got precision " + precision
                    + ", threshold " + threshold + ", edge items " + edgeItems + ", line width " + lineWidth);
        }
    }

    /// These options with another number of digits after the point.
    public PrintOptions precision(int precision) {
        return new PrintOptions(precision, threshold, edgeItems, lineWidth, sciMode);
    }

    /// These options with another number of elements that are shown whole.
    public PrintOptions threshold(int threshold) {
        return new PrintOptions(precision, threshold, edgeItems, lineWidth, sciMode);
    }

    /// These options with another number of elements at each edge.
    public PrintOptions edgeItems(int edgeItems) {
        return new PrintOptions(precision, threshold, edgeItems, lineWidth, sciMode);
    }

    /// These options with another line width.
    public PrintOptions lineWidth(int lineWidth) {
        return new PrintOptions(precision, threshold, edgeItems, lineWidth, sciMode);
    }

    /// These options with scientific notation always, or never.
    public PrintOptions sciMode(boolean scientific) {
        return new PrintOptions(precision, threshold, edgeItems, lineWidth, scientific ? SciMode.ON : SciMode.OFF);
    }
}
