package tapline.nn;

/// Says everything that keeps a state from being loaded into a module: names that are missing or unexpected, and
/// tensors of another shape, all together.
public final class StateDictException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    StateDictException(String message) {
        super(message);
    }
}
