package tapline.cli.live;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/// Answers, buffered on their way to whoever reads them.
final class Answers extends BufferedOutputStream {
    private static final int BUFFER = 1 << 16;

    private final PrintStream out;
    private Runnable delivered = () -> {};

    /// @param out *Kept*
    Answers(PrintStream out) {
        super(out, BUFFER);
        this.out = out;
    }

    /// Has `delivered` run whenever all that was written before has been delivered.
    void onDelivery(Runnable delivered) {
        this.delivered = delivered;
    }

    /// Delivers all that was written.
    ///
    /// @return whether that went well; once it did not, as where nobody reads any more, it never does
    boolean deliver() throws IOException {
        flush();
        if (out.checkError()) {
            return false;
        }
        delivered.run();
        return true;
    }
}
