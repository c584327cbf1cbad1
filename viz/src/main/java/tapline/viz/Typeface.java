package tapline.viz;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;

/// The letters of all pictures: Liberation Sans, which has the widths of Arial and Helvetica. Thread-safe.
///
/// The font comes with the library and is read without AWT, whose fonts need libraries that a server may lack.
public enum Typeface {
    REGULAR("LiberationSans-Regular.ttf"),
    BOLD("LiberationSans-Bold.ttf");

    /// How high a capital or a digit is, for a size of 1.
    static final double CAP_HEIGHT = 0.716;

    private static final String ELLIPSIS = "…";

    /// One letter for a size of 1, y down.
    private record Glyph(double advance, Path2D outline) {}

    private final String file;
    private final Map<Integer, Glyph> glyphs = new ConcurrentHashMap<>();
    private TrueTypeFont font;

    Typeface(String file) {
        this.file = file;
    }

    /// How wide a text is at a size.
    public double width(String text, double size) {
        return text.codePoints().mapToDouble(c -> glyph(c).advance).sum() * size;
    }

    /// The text, or as much of its beginning as fits into a width, with an ellipsis.
    public String fit(String text, double size, double maxWidth) {
        if (width(text, size) <= maxWidth) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end) + ELLIPSIS, size) > maxWidth) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    /// The outlines of a text whose baseline begins at a point.
    Path2D outline(String text, double x, double y, double size) {
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double pen = x;
        for (int c : text.codePoints().toArray()) {
            Glyph glyph = glyph(c);
            AffineTransform place = AffineTransform.getTranslateInstance(pen, y);
            place.scale(size, size);
            outline.append(glyph.outline.getPathIterator(place), false);
            pen += glyph.advance * size;
        }
        return outline;
    }

    private Glyph glyph(int codePoint) {
        return glyphs.computeIfAbsent(codePoint, this::read);
    }

    // Synchronized because the font is read lazily from one shared buffer.
    private synchronized Glyph read(int codePoint) {
        try {
            if (font == null) {
                font = open();
            }
            CmapLookup lookup = font.getUnicodeCmapLookup();
            int id = lookup.getGlyphId(codePoint);
            double scale = 1.0 / font.getUnitsPerEm();
            GlyphData data = font.getGlyph().getGlyph(id);
            Path2D outline = new Path2D.Double();
            if (data != null) {
                outline.append(data.getPath().getPathIterator(AffineTransform.getScaleInstance(scale, -scale)), false);
            }
            return new Glyph(font.getAdvanceWidth(id) * scale, outline);
        } catch (IOException e) {
            throw new UncheckedIOException("The font " + file + " that comes with the library can't be read", e);
        }
    }

    private TrueTypeFont open() throws IOException {
        try (InputStream in = Typeface.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("No resource of that name");
            }
            return new TTFParser().parseEmbedded(in);
        }
    }
}
