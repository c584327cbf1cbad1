package tapline.benchmarks;

import java.io.PrintWriter;

/// One line on standard error that says what is going on, for a person who watches; nothing where nobody does.
final class Progress {
    /// The launcher knows whether standard error is a terminal; Java does not.
    private static final boolean WATCHED = Boolean.getBoolean("tapline.benchmarks.progress");
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintWriter err;

    Progress(PrintWriter err) {
        this.err = err;
    }

    void show(String text) {
        if (WATCHED) {
            err.print(CLEAR_LINE + text);
            err.flush();
        }
    }

    void done() {
        show("");
    }
}
