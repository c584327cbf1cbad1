package tapline.cli.live;

import java.io.IOException;
import java.io.InputStream;

/// Delivers what arrives, and the answers to all of it before it waits for more. Once nobody reads the answers,
/// nothing is read any more: not an end, which might come within a frame.
final class FlushingInput extends InputStream {
    /// Nobody reads the answers.
    static final class NobodyReadsException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final InputStream in;
    private final Answers answers;

    FlushingInput(InputStream in, Answers answers) {
        this.in = in;
        this.answers = answers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (!answers.deliver()) {
            throw new NobodyReadsException();
        }
        return in.read(bytes, offset, count);
    }
}
