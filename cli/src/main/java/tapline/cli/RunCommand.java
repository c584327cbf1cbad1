package tapline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tapline.formats.SignalFile;

/// `tapline run`: applies a network of the user's own to a signal.
@Command(
        name = "run",
        header = "Apply a network to a signal and write the result.",
        description =
                "%nThe network has one input, (batch, channels, length); one for a single channel is applied to each "
                        + "channel of the signal. An output of another rank becomes a table of one row. Of an .onnx file, nothing "
                        + "but ONNX's own operators is run, and no file outside of its folder is read. Other files "
                        + "have weights, and in their metadata what the network is; or --architecture says it.%n",
        footer = {
            "",
            "Examples:",
            "  tapline run tcn.onnx ecg.csv -o result.csv",
            "  tapline run tcn.pt --architecture tcn.json ecg.csv -o result.csv",
            "  tapline run denoiser.onnx voice.wav -o clean.wav -o clean.svg",
            "  tapline run classifier.onnx ecg.csv --channels millivolts --format csv"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private SignalArguments signals;

    @Mixin
    private NetworkArguments network;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A network: .onnx, .safetensors, .npz, .pt or .pth.")
    private Path model;

    @Parameters(index = "1", paramLabel = "SIGNAL", description = "A .csv, .wav or .npy file; - for standard input.")
    private Path in;

    @Override
    public Integer call() throws IOException {
        signals.checkOuts();
        Network net = network.read(model);
        SignalFile file = signals.read(in);
        Network.Result result = net.apply(file.signal());
        signals.write(file, result.signal(), result.stride());
        return 0;
    }
}
