package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;

/// Reads and writes signals in one format.
interface SignalCodec {
    /// @throws FormatException if the content isn't of this format, or doesn't hold what the options ask for
    SignalFile read(Content content, ReadOptions options) throws FormatException;

    /// @param file the name that messages give the output
    /// @throws FormatException if the format can't hold this signal: nothing has been written then
    /// @throws IOException if `out` fails
    void write(Signal signal, OutputStream out, String file, WriteOptions options) throws IOException;
}
