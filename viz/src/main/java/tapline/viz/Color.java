package tapline.viz;

import java.util.Locale;

/// An sRGB color with an opacity. Immutable.
///
/// @param rgb red, green and blue as `0xRRGGBB`
/// @param opacity from 0 (invisible) to 1
public record Color(int rgb, double opacity) {
    /// Draws nothing.
    public static final Color NONE = new Color(0, 0);

    /// @throws IllegalArgumentException if a part is out of its range
    public Color {
        if (rgb < 0 || rgb > 0xFFFFFF) {
            throw new IllegalArgumentException("A color is 0x000000 to 0xFFFFFF, but got " + rgb);
        }
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("An opacity is 0 to 1, but got " + opacity);
        }
    }

    /// The opaque color `0xRRGGBB`.
    public static Color of(int rgb) {
        return new Color(rgb, 1);
    }

    /// The same color, more or less transparent.
    public Color opacity(double opacity) {
        return new Color(rgb, opacity);
    }

    /// Whether it leaves no trace.
    public boolean isNone() {
        return opacity == 0;
    }

    /// As SVG and HTML write it, without the opacity: `#0072b2`.
    public String hex() {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    /// What the eye sees where this color lies on an opaque `background`.
    public Color over(Color background) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double channel = channel(shift) * opacity + background.channel(shift) * (1 - opacity);
            mixed |= (int) Math.round(channel) << shift;
        }
        return of(mixed);
    }

    /// The contrast ratio of two opaque colors by WCAG 2: from 1 (none) to 21. Text wants 4.5, graphics want 3.
    public double contrast(Color other) {
        double lighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
    }

    private double linear(int shift) {
        double encoded = channel(shift) / 255.0;
        return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
    }

    private int channel(int shift) {
        return rgb >> shift & 0xFF;
    }
}
