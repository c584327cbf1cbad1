package tapline.shape;

/// Sizes or parameters that do not fit: the message names the operation, what was expected and what was given, in
/// PyTorch's words where it has them.
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }
}
