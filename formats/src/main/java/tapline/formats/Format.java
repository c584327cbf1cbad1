package tapline.formats;

import java.nio.file.Path;
import java.util.Locale;

/// The formats that signals are kept in.
public enum Format {
    /// Columns of numbers, separated by commas; see [Signals] for the details.
    CSV(".csv", new CsvCodec(',')),
    /// The same, separated by tabs.
    TSV(".tsv", new CsvCodec('\t')),
    /// RIFF WAVE audio. It has a sample rate (a whole number of Hz) and no names.
    WAV(".wav", new WavCodec()),
    /// NumPy's `.npy`: an array `[channels, length]`, or `[length]` for one channel, and nothing else.
    NPY(".npy", new NpyCodec());

    /// How much of a file is looked at for bytes that no text has.
    private static final int LOOKED_AT = 4096;

    private final String extension;
    private final SignalCodec codec;

    Format(String extension, SignalCodec codec) {
        this.extension = extension;
        this.codec = codec;
    }

    /// How names of such files end, with the dot.
    public String extension() {
        return extension;
    }

    SignalCodec codec() {
        return codec;
    }

    /// The format that a file's name asks for, in capital letters or not.
    ///
    /// @throws FormatException if the name ends in none of the known ways
    public static Format ofFileName(Path path) throws FormatException {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        for (Format format : values()) {
            if (name.endsWith(format.extension)) {
                return format;
            }
        }
        throw new FormatException(
                path.toString(), "expected a name that ends in .csv, .tsv, .wav or .npy, to know the format");
    }

    /// The format that the content shows: [#CSV] stands for [#TSV] too.
    static Format detect(Content content) throws FormatException {
        if (content.has(0, "RIFF") || content.has(0, "RIFX") || content.has(0, "RF64")) {
            return WAV;
        }
        if (content.has(0, NpyHeader.MAGIC)) {
            return NPY;
        }
        if (content.has(0, "\u00ff\u00fe") || content.has(0, "\u00fe\u00ff")) {
            throw content.problem("expected text in UTF-8, but this is UTF-16");
        }
        for (int i = 0; i < Math.min(content.length(), LOOKED_AT); i++) {
            if (content.bytes()[i] == 0) {
                throw content.problemAtByte(i, "expected a CSV, WAV or .npy file, but this is none of them");
            }
        }
        return CSV;
    }
}
