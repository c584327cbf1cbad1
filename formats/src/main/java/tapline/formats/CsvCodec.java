package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;

/// Columns of numbers. The delimiter is that of writing; reading finds out for itself.
record CsvCodec(char delimiter) implements SignalCodec {
    @Override
    public SignalFile read(Content content, ReadOptions options) throws FormatException {
        return new CsvReader(content, options).read();
    }

    @Override
    public void write(Signal signal, OutputStream out, String file, WriteOptions options) throws IOException {
        new CsvWriter(signal, delimiter, file).write(out);
    }
}
