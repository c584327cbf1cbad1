package tapline.tensor;

/// Element types that do not go together: the message names both.
public final class DTypeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public DTypeException(String message) {
        super(message);
    }
}
