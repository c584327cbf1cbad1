package tapline.shape;

/// How samples between samples are found. Printed as PyTorch names it: `nearest-exact`.
public enum InterpolationMode {
    /// The sample at `floor(l * scale)`.
    NEAREST("nearest"),
    /// The sample at `floor((l + 0.5) * scale)`.
    NEAREST_EXACT("nearest-exact"),
    /// On the line between both neighbours.
    LINEAR("linear");

    private final String text;

    InterpolationMode(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
