package tapline.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/// Reads and writes signals.
///
/// The format of a file that is read is told from its content, that of one that is written from its name.
///
/// **CSV.** One column for each channel, one row for each sample, separated by commas, semicolons or tabs (told
/// from the first line), in UTF-8. Blank lines and lines that begin with `#` are skipped. A first row of names
/// is recognised ([CsvHeader]). Unless columns are asked for, all that hold numbers are read; one that holds
/// text from its first row on is left out, and a number further down in it is an error. So are empty cells, text
/// among numbers, and rows of unequal length. `nan`, `inf` and `-inf` are numbers. The first column that is
/// called `seconds`, `time`, `t` or `s` and increases evenly is a time axis: it gives the sample rate and is no
/// channel, unless it is asked for or the only one. Evenly is: to a millionth or to the decimals printed,
/// whichever is more. The rate is the roundest one that those decimals leave open.
///
/// **WAV.** PCM of 8, 16, 24 or 32 bits, scaled to [-1, 1), and floating point of 32 or 64 bits.
///
/// **.npy.** Arrays `[length]` or `[channels, length]` of 8 to 64-bit integers and 32 or 64-bit floating point.
///
/// Samples become float32, the nearest where they are wider.
public final class Signals {
    private Signals() {}

    /// The signal in a file.
    ///
    /// @throws FormatException if there is no such file, or it holds no signal
    public static Signal read(Path path) throws IOException {
        return read(path, ReadOptions.DEFAULT);
    }

    /// The signal in a file.
    ///
    /// @throws FormatException if there is no such file, or it holds no signal
    public static Signal read(Path path, ReadOptions options) throws IOException {
        return readFile(path, options).signal();
    }

    /// The signal that a stream delivers up to its end. The stream is not closed.
    ///
    /// @param name what messages call it
    /// @throws FormatException if it holds no signal
    public static Signal read(InputStream in, String name, ReadOptions options) throws IOException {
        return readFile(in, name, options).signal();
    }

    /// The signal in a file, with the format it was in.
    ///
    /// @throws FormatException if there is no such file, or it holds no signal
    public static SignalFile readFile(Path path, ReadOptions options) throws IOException {
        return decode(Content.read(path), options);
    }

    /// The signal that a stream delivers up to its end, with the format it was in. The stream is not closed.
    ///
    /// @param name what messages call it
    /// @throws FormatException if it holds no signal
    public static SignalFile readFile(InputStream in, String name, ReadOptions options) throws IOException {
        return decode(Content.read(in, name), options);
    }

    private static SignalFile decode(Content content, ReadOptions options) throws FormatException {
        return Format.detect(content).codec().read(content, options);
    }

    /// Writes a file in the format that its name asks for.
    ///
    /// @throws FormatException if the name asks for none, or the format can't hold the signal
    public static void write(Signal signal, Path path) throws IOException {
        write(signal, path, WriteOptions.DEFAULT);
    }

    /// Writes a file in the format that its name asks for. On failure there is no new file, and an old one is
    /// untouched.
    ///
    /// @throws FormatException if the name asks for none, or the format can't hold the signal
    public static void write(Signal signal, Path path, WriteOptions options) throws IOException {
        SignalCodec codec = Format.ofFileName(path).codec();
        OutputFiles.write(path, out -> codec.write(signal, out, path.toString(), options));
    }

    /// Writes to a stream, and flushes but doesn't close it.
    ///
    /// @throws FormatException if the format can't hold the signal; nothing has been written then
    public static void write(Signal signal, OutputStream out, Format format) throws IOException {
        write(signal, out, format, WriteOptions.DEFAULT);
    }

    /// Writes to a stream, and flushes but doesn't close it.
    ///
    /// @throws FormatException if the format can't hold the signal; nothing has been written then
    public static void write(Signal signal, OutputStream out, Format format, WriteOptions options) throws IOException {
        write(signal, out, "output", format, options);
    }

    /// Writes to a stream, and flushes but doesn't close it.
    ///
    /// @param name what messages call it
    /// @throws FormatException if the format can't hold the signal; nothing has been written then
    public static void write(Signal signal, OutputStream out, String name, Format format, WriteOptions options)
            throws IOException {
        format.codec().write(signal, out, name, options);
        out.flush();
    }
}
