package tapline.viz;

/// How a text looks. Immutable.
record TextStyle(double size, Typeface typeface, Color color) {
    double width(String text) {
        return typeface.width(text, size);
    }

    TextStyle color(Color color) {
        return new TextStyle(size, typeface, color);
    }

    TextStyle size(double size) {
        return new TextStyle(size, typeface, color);
    }

    TextStyle bold() {
        return new TextStyle(size, Typeface.BOLD, color);
    }
}
