package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;

/// A stream whose failures say where it goes, as those of the system don't: `x.csv: No space left on device`. It
/// remembers the first one, for whoever prints to a [java.io.PrintStream], which swallows them. Not
/// thread-safe.
public final class NamedOutputStream extends OutputStream {
    private final String name;
    private final OutputStream target;
    private FileSystemException failure;

    /// @param target *Kept*; it is not closed
    public NamedOutputStream(String name, OutputStream target) {
        this.name = name;
        this.target = target;
    }

    /// The first failure, or null.
    public FileSystemException failure() {
        return failure;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            target.write(bytes, offset, count);
        } catch (IOException e) {
            throw remember(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            target.flush();
        } catch (IOException e) {
            throw remember(e);
        }
    }

    private FileSystemException remember(IOException e) {
        failure = new FileSystemException(name, null, e.getMessage());
        failure.initCause(e);
        return failure;
    }
}
