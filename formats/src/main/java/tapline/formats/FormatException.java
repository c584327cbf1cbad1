package tapline.formats;

import java.io.IOException;

/// A file that is missing, isn't what it says, or can't hold what is to be written to it. The message is one
/// line: the file, the line or the byte in it, what was expected and what was found.
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1;

    /// @param file what messages call the file
    /// @param problem on one line: where in it, what was expected and what was found
    public FormatException(String file, String problem) {
        super(file + ": " + problem);
    }

    /// The same, with what it was noticed by.
    public FormatException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
