package tapline.formats.pickle;

/// What is wrong with a pickle, and where.
public final class PickleException extends Exception {
    private static final long serialVersionUID = 1;

    private final long offset;

    /// @param offset the byte in the pickle's memory at which the operation begins
    PickleException(long offset, String problem) {
        super(problem);
        this.offset = offset;
    }

    /// The byte at which the operation begins that can't be carried out.
    public long offset() {
        return offset;
    }
}
