package tapline.train;

/// A training can't go on: its loss is not a finite number any more.
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TrainingException(String message) {
        super(message);
    }
}
