package tapline.viz;

/// A place on a drawing: x to the right, y down, from the upper left corner. Immutable.
public record Point(double x, double y) {
    /// @throws IllegalArgumentException if a coordinate is not finite
    public Point {
        Mark.requireFinite(x, y);
    }
}
