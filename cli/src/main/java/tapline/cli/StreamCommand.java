package tapline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tapline.cli.forecast.ForecastModel;
import tapline.cli.live.LiveFilter;
import tapline.cli.live.LiveFormat;
import tapline.cli.live.LiveNetwork;
import tapline.cli.live.SnapshotFile;
import tapline.formats.Kernels;
import tapline.tensor.Tensor;

/// `tapline stream`: a model or a kernel on a signal that arrives while it runs.
@Command(
        name = "stream",
        header = "Answer a live signal, frame by frame: standard input to standard output.",
        description = "%nEach line that comes in is answered at once, with the numbers that `tapline predict`, or "
                + "`tapline apply --causal`, gives for the whole signal. With --snapshot, what the stream "
                + "remembers is saved when the signal ends or the process is told to stop, and the next run "
                + "goes on from there.%n",
        footer = {
            "",
            "Examples:",
            "  tapline stream ecg.safetensors --snapshot ecg.state < /dev/ttyUSB0",
            "  tail -f ecg.csv | tapline stream --kernel 0.25,0.25,0.25,0.25",
            "  arecord -f S16_LE | tapline stream --kernel -1,1 --format pcm16 | aplay -f S16_LE"
        })
final class StreamCommand implements Callable<Integer> {
    @Option(
            names = {"-k", "--kernel"},
            paramLabel = "TAPS",
            description = "In place of a model, a causal kernel, as in 0.5,0.5: its last tap meets the newest sample.")
    private String kernel;

    @Option(
            names = "--kernel-file",
            paramLabel = "FILE",
            description = "A file with the taps: .csv, a row for each output channel; or .npy.")
    private Path kernelFile;

    @Option(
            names = "--dilation",
            paramLabel = "N",
            defaultValue = "1",
            description = "Samples from one tap of the kernel to the next (default: ${DEFAULT-VALUE}).")
    private int dilation;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "Of both sides: csv, or bare little-endian samples, pcm16 or float32 (default: "
                    + "${DEFAULT-VALUE}).")
    private LiveFormat format;

    @Option(
            names = "--input-channels",
            paramLabel = "N",
            defaultValue = "1",
            description = "Channels of bare samples, which don't say it themselves (default: ${DEFAULT-VALUE}).")
    private int channels;

    @Option(
            names = "--snapshot",
            paramLabel = "FILE",
            description = "Where the stream's memory is kept; if the file is there, the run goes on from it.")
    private Path snapshot;

    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            description = "A file that `tapline train` has written; not with a kernel.")
    private Path model;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ConvArguments.requirePositive("--dilation", dilation);
        ConvArguments.requirePositive("--input-channels", channels);
        LiveNetwork network = network();
        if (!format.isText() && System.console() != null && System.console().isTerminal()) {
            throw new IllegalArgumentException(
                    "standard output: expected a file or a pipe for " + format + ", which isn't text");
        }
        String latencies = format.run(
                network,
                System.in,
                System.out,
                channels,
                Optional.ofNullable(snapshot).map(SnapshotFile::new));
        // The launcher knows whether standard error is a terminal; Java doesn't.
        if (Boolean.getBoolean("tapline.terminal")) {
            spec.commandLine().getErr().println(latencies);
        }
        return 0;
    }

    private LiveNetwork network() throws IOException {
        int given = (model == null ? 0 : 1) + (kernel == null ? 0 : 1) + (kernelFile == null ? 0 : 1);
        if (given != 1) {
            throw new IllegalArgumentException(
                    "expected one of MODEL, --kernel and --kernel-file, but got " + (given == 0 ? "none" : given));
        }
        if (model != null) {
            return ForecastModel.read(model);
        }
        Tensor taps = kernel == null ? Kernels.read(kernelFile) : Kernels.parse(kernel);
        return new LiveFilter(taps, dilation);
    }
}
