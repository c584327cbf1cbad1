package tapline.viz;

import java.util.List;

/// One thing that is drawn. Immutable; lengths are in pixels of the drawing, x to the right and y down.
public sealed interface Mark {
    /// A rectangle.
    ///
    /// @param x of the left edge
    /// @param y of the upper edge
    /// @param radius of the corners; 0 for sharp ones
    record Box(double x, double y, double width, double height, double radius, Style style) implements Mark {
        public Box {
            requireFinite(x, y, width, height, radius);
            requireNotNegative(width, height, radius);
        }
    }

    /// A straight line.
    record Line(Point from, Point to, Style style) implements Mark {}

    /// Straight lines from point to point.
    record Polyline(List<Point> points, Style style) implements Mark {
        public Polyline {
            points = List.copyOf(points);
        }
    }

    /// A closed figure.
    record Polygon(List<Point> points, Style style) implements Mark {
        public Polygon {
            points = List.copyOf(points);
        }
    }

    /// A circle.
    record Circle(Point center, double radius, Style style) implements Mark {
        public Circle {
            requireFinite(radius);
            requireNotNegative(radius);
        }
    }

    /// One line of text. Runs of white space and control characters become one space: SVG would do so, and PNG
    /// must look the same.
    ///
    /// @param at the point on the baseline that `anchor` names
    /// @param size of the letters, in pixels
    record Label(Point at, String text, Anchor anchor, double size, Typeface typeface, Color color) implements Mark {
        public Label {
            requireFinite(size);
            requireNotNegative(size);
            text = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        }

        /// How much room the text takes.
        public double width() {
            return typeface.width(text, size);
        }

        /// Where the text begins.
        public double left() {
            return at.x() - width() * anchor.before();
        }
    }

    /// Which part of a text lies on its point.
    enum Anchor {
        START(0),
        MIDDLE(0.5),
        END(1);

        private final double before;

        Anchor(double before) {
            this.before = before;
        }

        /// The share of the text that lies before the point.
        double before() {
            return before;
        }
    }

    /// Refuses NaN and infinities: neither format can draw them.
    ///
    /// @throws IllegalArgumentException if one is not finite
    static void requireFinite(double... lengths) {
        for (double length : lengths) {
            if (!Double.isFinite(length)) {
                throw new IllegalArgumentException("A drawing's coordinates are finite, but got " + length);
            }
        }
    }

    private static void requireNotNegative(double... lengths) {
        for (double length : lengths) {
            if (length < 0) {
                throw new IllegalArgumentException("A drawing's lengths are not negative, but got " + length);
            }
        }
    }
}
