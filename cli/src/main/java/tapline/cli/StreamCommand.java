package tapline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tapline.cli.forecast.ForecastModel;
import tapline.cli.live.LiveFilter;
import tapline.cli.live.LiveFormat;
import tapline.cli.live.LiveModule;
import tapline.cli.live.LiveNetwork;
import tapline.cli.live.RawEncoding;
import tapline.cli.live.SnapshotFile;
import tapline.formats.Kernels;
import tapline.formats.StateDict;
import tapline.nn.Module;
import tapline.tensor.Tensor;

/// `tapline stream`: a model or a kernel on a signal that arrives while it runs.
@Command(
        name = "stream",
        header = "Answer a live signal, frame by frame: standard input to standard output.",
        description = "%nThe signal is CSV, a line for each frame; WAV, as its header tells; or, with --raw, bare "
                + "samples; the answers are written down alike. Each frame that comes in is answered at once, with the "
                + "numbers that `tapline predict`, `tapline run` or `tapline apply --causal` gives for the whole signal. "
                + "A network for a single channel is applied to each. What looks ahead answers when it has seen that "
                + "much: its last answers come when the signal ends, and in CSV they have no times.%n%nWith --snapshot, "
                + "what the stream remembers is saved when the signal ends or the process is told to stop, and the next "
                + "run goes on from there: with the first frame whose answer was not delivered, or, where a delivery "
                + "failed, some frames before.%n",
        footer = {
            "",
            "Examples:",
            "  tapline stream ecg.safetensors --snapshot ecg.state < /dev/ttyUSB0",
            "  tapline stream tcn.pt --architecture tcn.json < sensors.csv",
            "  tail -f ecg.csv | tapline stream --kernel 0.25,0.25,0.25,0.25",
            "  arecord -f S16_LE -r 16000 -t wav | tapline stream denoiser.safetensors | aplay",
            "  arecord -f S16_LE -t raw | tapline stream --kernel -1,1 --raw s16le | aplay -f S16_LE"
        })
final class StreamCommand implements Callable<Integer> {
    /// As in WAV.
    private static final int MOST_CHANNELS = 0xffff;

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

    @Mixin
    private NetworkArguments network;

    @Option(
            names = "--raw",
            paramLabel = "ENC",
            description =
                    "Both sides are bare little-endian samples, frame after frame: u8, s16le, s24le, s32le, f32le "
                            + "or f64le.")
    private RawEncoding raw;

    @Option(names = "--channels", paramLabel = "N", description = "Channels of bare samples (default: 1).")
    private Integer channels;

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            description = "Of bare samples; a model that was trained at another rate refuses them.")
    private Double rate;

    @Option(
            names = "--snapshot",
            paramLabel = "FILE",
            description = "Where the stream's memory is kept; if the file is there, the run goes on from it.")
    private Path snapshot;

    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            description = "What `tapline train` has written; another network in a safetensors file; or weights, for "
                    + "--architecture.")
    private Path model;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ConvArguments.requirePositive("--dilation", dilation);
        LiveFormat format = format();
        String latencies = format.run(
                network(),
                System.in,
                System.out,
                StandardOutput.isTerminal(),
                Optional.ofNullable(snapshot).map(SnapshotFile::new));
        // The launcher knows whether standard error is a terminal; Java doesn't.
        if (Boolean.getBoolean("tapline.terminal")) {
            spec.commandLine().getErr().println(latencies);
        }
        return 0;
    }

    private LiveFormat format() {
        if (raw == null && (channels != null || rate != null)) {
            throw new IllegalArgumentException((channels == null ? "--rate" : "--channels")
                    + " is for bare samples, since others say it themselves: expected --raw too");
        }
        if (channels != null && (channels < 1 || channels > MOST_CHANNELS)) {
            throw new IllegalArgumentException(
                    "expected from 1 to " + MOST_CHANNELS + " for --channels, but got " + channels);
        }
        if (rate != null && !(rate > 0 && Double.isFinite(rate))) {
            throw new IllegalArgumentException("expected a positive number for --rate, but got " + rate);
        }
        return new LiveFormat(
                Optional.ofNullable(raw).map(RawEncoding::encoding),
                channels == null ? 1 : channels,
                rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate));
    }

    private LiveNetwork network() throws IOException {
        int given = (model == null ? 0 : 1) + (kernel == null ? 0 : 1) + (kernelFile == null ? 0 : 1);
        if (given != 1) {
            throw new IllegalArgumentException(
                    "expected one of MODEL, --kernel and --kernel-file, but got " + (given == 0 ? "none" : given));
        }
        if (model != null) {
            return network(InputFile.named(model));
        }
        Tensor taps = kernel == null ? Kernels.read(kernelFile) : Kernels.parse(kernel);
        return new LiveFilter(taps, dilation);
    }

    private LiveNetwork network(Path file) throws IOException {
        if (!network.isGiven() && Files.exists(file) && NetworkArguments.isOnnx(file)) {
            throw new IllegalArgumentException(file + ": a network in ONNX can't be streamed, only applied to whole "
                    + "signals, by `tapline run`; expected its weights in safetensors, .npz or .pt, and --architecture "
                    + "to say what it is");
        }
        StateDict state = StateDict.read(file);
        if (!network.isGiven() && ForecastModel.isIn(state)) {
            return ForecastModel.of(state, file.toString());
        }
        Module net = network.module(state, file.toString());
        return new LiveModule(net, NetworkInput.isOneChannel(net), file.toString());
    }
}
