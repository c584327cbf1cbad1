package tapline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tapline.formats.Kernels;
import tapline.formats.SignalFile;
import tapline.tensor.Tensor;

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
    @ArgGroup(multiplicity = "1")
    private Kernel kernel;

    @Mixin
    private ConvArguments convolution;

    @Mixin
    private SignalArguments signals;

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
        signals.checkOuts();
        Filter filter = new Filter(kernel.read(), convolution.options());
        SignalFile file = signals.read(in);
        signals.write(file, filter.apply(file.signal()), convolution.options().stride());
        return 0;
    }
}
