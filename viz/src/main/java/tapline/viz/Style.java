package tapline.viz;

import java.util.List;

/// How a mark is painted: its inside first, its outline over it. Immutable.
///
/// @param fill of the inside
/// @param stroke of the outline
/// @param strokeWidth of the outline
/// @param dashes lengths of dash and gap in turn; empty for a continuous line
public record Style(Color fill, Color stroke, double strokeWidth, List<Double> dashes) {
    private static final List<Double> DASHES = List.of(4.0, 3.0);

    /// @throws IllegalArgumentException if a length is not positive
    public Style {
        dashes = List.copyOf(dashes);
        if (!(strokeWidth > 0 && strokeWidth < Double.MAX_VALUE)
                || !dashes.stream().allMatch(dash -> dash > 0 && dash < Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "Widths and dashes of a line are positive, but got " + strokeWidth + " and " + dashes);
        }
    }

    /// An inside without an outline.
    public static Style fill(Color fill) {
        return new Style(fill, Color.NONE, 1, List.of());
    }

    /// An outline without an inside.
    public static Style stroke(Color stroke, double width) {
        return new Style(Color.NONE, stroke, width, List.of());
    }

    /// With this outline.
    public Style outlined(Color stroke, double width) {
        return new Style(fill, stroke, width, dashes);
    }

    /// With a dashed outline.
    public Style dashed() {
        return new Style(fill, stroke, strokeWidth, DASHES);
    }
}
