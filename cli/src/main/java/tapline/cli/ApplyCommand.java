package tapline.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tapline.formats.CsvHeader;
import tapline.formats.Format;
import tapline.formats.FormatException;
import tapline.formats.Kernels;
import tapline.formats.ReadOptions;
import tapline.formats.Signal;
import tapline.formats.SignalFile;
import tapline.formats.Signals;
import tapline.formats.WavEncoding;
import tapline.formats.WriteOptions;
import tapline.tensor.Tensor;
import tapline.viz.PictureFile;

/// `tapline apply`: filters a signal of the user's own.
@Command(
        name = "apply",
        header = "Slide a kernel over a signal and write the result.",
        description =
                "%nThe kernel isn't flipped: its first tap meets the earliest sample. A kernel for one channel is "
                        + "applied to each channel of the signal; one of shape (out, in, k) in a .npy file mixes the channels. "
                        + "SIGNAL is read as a whole before anything is written, so FILE may be the same; of several "
                        + "files all are written, or none.%n",
        footer = {
            "",
            "Examples:",
            "  tapline apply --kernel 0.5,0.5 ecg.csv -o smooth.csv",
            "  tapline apply --kernel -1,1 --causal --channels millivolts ecg.csv -o slope.svg",
            "  tapline apply --kernel-file filters.npy --stride 2 voice.wav -o half.wav",
            "  cat ecg.csv | tapline apply --kernel 0.25,0.5,0.25 --padding same - > smooth.csv"
        })
final class ApplyCommand implements Callable<Integer> {
    private static final Path STANDARD = Path.of("-");
    private static final int BUFFER = 1 << 16;

    @ArgGroup(multiplicity = "1")
    private Kernel kernel;

    @Mixin
    private ConvArguments convolution;

    @Option(
            names = "--channels",
            paramLabel = "NAME",
            split = ",",
            description = "The columns or channels to filter, by name or number from 1 (default: all).")
    private List<String> channels;

    @Option(
            names = "--header",
            paramLabel = "WHEN",
            defaultValue = "detect",
            description =
                    "Whether a CSV file begins with names: detect, present or absent (default: ${DEFAULT-VALUE}).")
    private CsvHeader header;

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

    @Parameters(paramLabel = "SIGNAL", description = "A .csv, .wav or .npy file; - for standard input.")
    private Path in;

    /// A kernel, from the command line or a file.
    static final class Kernel {
        @Option(
                names = {"-k", "--kernel"},
                paramLabel = "TAPS",
                required = true,
                description = "The taps, as in 0.5,0.5; with semicolons between output channels: '1,0,-1;1,2,1'.")
        private String text;

        @Option(
                names = "--kernel-file",
                paramLabel = "FILE",
                required = true,
                description = "A file with the taps: .csv, a row for each output channel; or .npy.")
        private Path file;

        Tensor read() throws IOException {
            return file != null ? Kernels.read(file) : Kernels.parse(text);
        }
    }

    @Override
    public Integer call() throws IOException {
        checkOuts();
        Filter filter = new Filter(kernel.read(), convolution.options());
        ReadOptions options = new ReadOptions(channels(), header);
        SignalFile file =
                isStandard(in) ? Signals.readFile(System.in, "standard input", options) : Signals.readFile(in, options);
        Signal result = filter.apply(file.signal());
        try (OutputFiles files = new OutputFiles()) {
            for (Path out : outs) {
                if (!isStandard(out)) {
                    files.add(out, stream -> write(file, result, out, stream));
                }
            }
            if (outs.contains(STANDARD)) {
                writeStandard(file, result);
            }
            files.commit();
        }
        return 0;
    }

    private List<String> channels() {
        if (channels != null && channels.isEmpty()) {
            throw new IllegalArgumentException("expected names or numbers in --channels, but got none");
        }
        return channels == null ? List.of() : channels;
    }

    private void checkOuts() throws FormatException {
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

    private void write(SignalFile file, Signal result, Path out, OutputStream stream) throws IOException {
        if (isPicture(out)) {
            int stride = convolution.options().stride();
            stream.write(PictureFile.encode(
                    SignalPictures.beforeAndAfter(file.signal(), result, stride, theme.theme()), out));
        } else {
            Signals.write(result, stream, out.toString(), Format.ofFileName(out), writeOptions());
        }
    }

    private void writeStandard(SignalFile file, Signal result) throws IOException {
        Format chosen = format == null ? file.format() : format;
        boolean text = chosen == Format.CSV || chosen == Format.TSV;
        if (!text && System.console() != null && System.console().isTerminal()) {
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
