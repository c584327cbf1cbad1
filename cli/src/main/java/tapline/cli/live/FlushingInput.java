package tapline.cli.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/// Delivers what arrives, and flushes the answers to all of it before it waits for more. Once nobody reads the
/// answers, nothing is read any more: not an end, which might come within a frame.
final class FlushingInput extends InputStream {
    /// Nobody reads the answers.
    static final class NobodyReadsException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final InputStream in;
    private final OutputStream answers;
    private final PrintStream out;

    /// @param answers that are buffered on their way to `out`
    FlushingInput(InputStream in, OutputStream answers, PrintStream out) {
        this.in = in;
        this.answers = answers;
        this.out = out;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        answers.flush();
        if (out.checkError()) {
            throw new NobodyReadsException();
        }
        return in.read(bytes, offset, count);
    }
}
