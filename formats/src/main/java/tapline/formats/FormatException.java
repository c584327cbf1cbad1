package tapline.formats;

import java.io.IOException;

/// A file that is missing, isn't what it says, or can't hold what is to be written to it. The message is one
/// line: the file, the line or the byte in it, what was expected and what was found.
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1;

    FormatException(String file, String problem) {
        super(file + ": " + problem);
    }

    FormatException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
