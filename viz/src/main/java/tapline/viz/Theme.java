package tapline.viz;

import java.util.List;

/// The colors of a picture. Immutable.
///
/// The categorical colors are those of Okabe and Ito, made lighter or darker where they would be too faint on the
/// background: readers with protanopia, deuteranopia or tritanopia can tell them apart.
///
/// @param background of the whole picture
/// @param foreground of values and titles
/// @param muted of indices, captions and axes: less important than the foreground, still readable
/// @param grid of lines that only guide the eye
/// @param surface of empty cells: a shade beside the background
/// @param padding of the hatching on positions that padding adds
/// @param categories colors that stand for a thing: the first for the kernel, the second for the output
public record Theme(
        Color background,
        Color foreground,
        Color muted,
        Color grid,
        Color surface,
        Color padding,
        List<Color> categories) {
    /// Dark on white.
    public static final Theme LIGHT = new Theme(
            Color.of(0xFFFFFF),
            Color.of(0x1F2933),
            Color.of(0x5B6775),
            Color.of(0xD5DBE2),
            Color.of(0xF3F5F8),
            Color.of(0xC3CBD4),
            List.of(
                    Color.of(0x0072B2),
                    Color.of(0xD55E00),
                    Color.of(0x009E73),
                    Color.of(0xB65A93),
                    Color.of(0x333B44)));

    /// Light on nearly black.
    public static final Theme DARK = new Theme(
            Color.of(0x12161C),
            Color.of(0xE6EAF0),
            Color.of(0x9AA7B4),
            Color.of(0x36404B),
            Color.of(0x1D242D),
            Color.of(0x46515E),
            List.of(
                    Color.of(0x56B4E9),
                    Color.of(0xF0883E),
                    Color.of(0x17A67C),
                    Color.of(0xD98BB8),
                    Color.of(0xF0E442)));

    private static final double TINT = 0.16;

    /// @throws IllegalArgumentException if there are fewer than two categorical colors
    public Theme {
        categories = List.copyOf(categories);
        if (categories.size() < 2) {
            throw new IllegalArgumentException("A theme has at least two categorical colors, but got " + categories);
        }
    }

    /// The color of category `index`; they repeat.
    public Color category(int index) {
        return categories.get(index % categories.size());
    }

    /// Of the kernel and of what it touches.
    public Color kernel() {
        return category(0);
    }

    /// Of the output.
    public Color output() {
        return category(1);
    }

    /// A breath of a color on the background, for areas that text stands on.
    public Color tint(Color color) {
        return color.opacity(TINT).over(background);
    }

    /// The color of text on a filled area: whichever of background and foreground is easier to read there.
    public Color textOn(Color area) {
        return area.contrast(background) >= area.contrast(foreground) ? background : foreground;
    }
}
