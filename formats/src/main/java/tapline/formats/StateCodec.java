package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;

/// Reads and writes tensors with names in one format.
interface StateCodec {
    StateDict read(FileBytes file) throws FormatException;

    /// @param file what messages call what is written
    /// @throws FormatException if the format can't hold this; nothing useful may have been written by then
    void write(StateDict state, OutputStream out, String file) throws IOException;
}
