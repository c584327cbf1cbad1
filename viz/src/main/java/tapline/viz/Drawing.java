package tapline.viz;

import java.util.List;

/// A finished picture, before it becomes a file: marks, painted in order. Immutable.
///
/// @param width in pixels
/// @param height in pixels
/// @param background color of the whole
/// @param title what a screen reader calls it
/// @param description what a screen reader tells of it
/// @param marks what is drawn, the lowest first
public record Drawing(int width, int height, Color background, String title, String description, List<Mark> marks) {
    /// @throws IllegalArgumentException if it has no area
    public Drawing {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("A drawing has at least one pixel, but got " + width + " x " + height);
        }
        marks = List.copyOf(marks);
    }

    /// The texts in the order of drawing.
    public List<Mark.Label> labels() {
        return marks.stream()
                .filter(Mark.Label.class::isInstance)
                .map(Mark.Label.class::cast)
                .toList();
    }
}
