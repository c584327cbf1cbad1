package tapline.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tapline.formats.Format;
import tapline.formats.FormatException;
import tapline.formats.OutputFiles;
import tapline.formats.ReadOptions;
import tapline.formats.Signal;
import tapline.formats.SignalFile;
import tapline.formats.Signals;
import tapline.formats.WavEncoding;
import tapline.formats.WriteOptions;
import tapline.viz.PictureFile;

/// The options of commands that make a signal of a signal: what is taken of it, and where the result goes.
final class SignalArguments {
    private static final Path STANDARD = Path.of("-");
    private static final int BUFFER = 1 << 16;

    @Option(
            names = "--channels",
            paramLabel = "NAME",
            split = ",",
            description = "The columns or channels to take, by name or number from 1 (default: all).")
    private List<String> channels;

    @Mixin
    private HeaderArgument header;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description =
                    "Where the result goes: .csv, .tsv, .wav or .npy; or .svg or .png for a picture of the signal "
                            + "and the result. May be given several times (default: -, standard output, in the format of the "
                            + "signal).")
    private List<Path> outs = List.of(STANDARD);

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The format of standard output: csv, tsv, wav or npy (default: that of the signal).")
    private Format format;

    @Option(
            names = "--wav-encoding",
            paramLabel = "ENC",
            defaultValue = "float_32",
            description = "How samples are stored in a .wav: pcm_16, pcm_24, pcm_32 or float_32, which clips nothing "
                    + "(default: ${DEFAULT-VALUE}).")
    private WavEncoding wavEncoding;

    @Mixin
    private ThemeArgument theme;

    SignalFile read(Path in) throws IOException {
        ReadOptions options = new ReadOptions(channels(), header.header());
        return isStandard(in) ? Signals.readFile(System.in, "standard input", options) : Signals.readFile(in, options);
    }

    /// Writes the result to all that was asked for, or to none of them.
    ///
    /// @param stride samples of the signal from one of the result to the next, for pictures
    void write(SignalFile file, Signal result, double stride) throws IOException {
        try (OutputFiles files = new OutputFiles()) {
            for (Path out : outs) {
                if (!isStandard(out)) {
                    files.add(out, stream -> write(file, result, stride, out, stream));
                }
            }
            if (outs.contains(STANDARD)) {
                writeStandard(file, result);
            }
            files.commit();
        }
    }

    private List<String> channels() {
        if (channels != null && channels.isEmpty()) {
            throw new IllegalArgumentException("expected names or numbers in --channels, but got none");
        }
        return channels == null ? List.of() : channels;
    }

    void checkOuts() throws FormatException {
        if (new HashSet<>(outs).size() < outs.size()) {
            throw new IllegalArgumentException("expected another FILE for each -o, but got one twice: " + outs);
        }
        if (format != null && !outs.contains(STANDARD)) {
            throw new IllegalArgumentException(
                    "--format is for standard output: expected -o - too, but got only " + outs);
        }
        for (Path out : outs) {
            if (!isStandard(out) && !isPicture(out)) {
                Format.ofFileName(out);
            }
        }
    }

    private void write(SignalFile file, Signal result, double stride, Path out, OutputStream stream)
            throws IOException {
        if (isPicture(out)) {
            stream.write(PictureFile.encode(
                    SignalPictures.beforeAndAfter(file.signal(), result, stride, theme.theme()), out));
        } else {
            Signals.write(result, stream, out.toString(), Format.ofFileName(out), writeOptions());
        }
    }

    private void writeStandard(SignalFile file, Signal result) throws IOException {
        Format chosen = format == null ? file.format() : format;
        boolean text = chosen == Format.CSV || chosen == Format.TSV;
        if (!text && StandardOutput.isTerminal()) {
            throw new IllegalArgumentException("standard output: expected a file or a pipe for " + chosen
                    + ", which isn't text; say where it goes with -o, or --format csv");
        }
        OutputStream stream = new BufferedOutputStream(System.out, BUFFER);
        Signals.write(result, stream, "standard output", chosen, writeOptions());
    }

    private WriteOptions writeOptions() {
        return WriteOptions.DEFAULT.wavEncoding(wavEncoding);
    }

    private static boolean isStandard(Path path) {
        return path.equals(STANDARD);
    }

    private static boolean isPicture(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".svg") || name.endsWith(".png");
    }
}
