package tapline.cli.forecast;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tapline.cli.HeaderArgument;
import tapline.cli.InputFile;
import tapline.cli.ThemeArgument;
import tapline.formats.Format;
import tapline.formats.OutputFiles;
import tapline.formats.ReadOptions;
import tapline.formats.Signal;
import tapline.formats.Signals;
import tapline.formats.WriteOptions;
import tapline.tensor.Tensor;
import tapline.viz.PictureFile;

/// `tapline predict`: what a saved model says of new data.
@Command(
        name = "predict",
        header = "Forecast a signal with a model that `tapline train` has saved.",
        description =
                "%nWrites one row for each sample of SIGNAL: what the model expects, at that sample, the channel to be "
                        + "--horizon samples later. The channels that the model was trained on are found by their "
                        + "names, or by their places where they have none.%n",
        footer = {
            "",
            "Examples:",
            "  tapline predict ecg.safetensors ecg.csv -o forecast.csv",
            "  tapline predict ecg.safetensors ecg.csv -o forecast.csv --plot forecast.png"
        })
public final class PredictCommand implements Callable<Integer> {
    private static final Path STANDARD = Path.of("-");
    private static final int BUFFER = 1 << 16;

    @Mixin
    private HeaderArgument header;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            defaultValue = "-",
            description = "Where the forecast goes: .csv, .tsv, .wav or .npy (default: -, standard output, in CSV).")
    private Path out;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw the forecast against what came: .svg or .png.")
    private Path plot;

    @Mixin
    private ThemeArgument theme;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A file that `tapline train` has written.")
    private Path modelFile;

    @Parameters(index = "1", paramLabel = "SIGNAL", description = "A .csv, .wav or .npy file; - for standard input.")
    private Path in;

    @Override
    public Integer call() throws IOException {
        boolean toStandard = out.equals(STANDARD);
        Format format = toStandard ? Format.CSV : Format.ofFileName(out);
        ForecastModel model = ForecastModel.read(InputFile.named(modelFile));
        Signal signal = read(model);
        Tensor series = model.inputs(signal, in.toString());
        Tensor made = model.forecast(series);
        String name = signal.channelNames().get(model.settings().target());
        Signal result =
                signal.withSamples(made).withChannelNames(List.of((name.isEmpty() ? "" : name + "_") + "forecast"));
        try (OutputFiles files = new OutputFiles()) {
            if (!toStandard) {
                files.add(out, stream -> Signals.write(result, stream, out.toString(), format, WriteOptions.DEFAULT));
            }
            if (plot != null) {
                files.add(plot, stream -> stream.write(picture(model, signal, series, made)));
            }
            if (toStandard) {
                Signals.write(
                        result,
                        new BufferedOutputStream(System.out, BUFFER),
                        "standard output",
                        format,
                        WriteOptions.DEFAULT);
            }
            files.commit();
        }
        return 0;
    }

    private Signal read(ForecastModel model) throws IOException {
        List<String> inputs = model.settings().inputs();
        boolean named = inputs.stream().noneMatch(String::isEmpty);
        ReadOptions options = new ReadOptions(named ? inputs : List.of(), header.header());
        return in.equals(STANDARD) ? Signals.read(System.in, "standard input", options) : Signals.read(in, options);
    }

    private byte[] picture(ForecastModel model, Signal signal, Tensor series, Tensor made) {
        int horizon = model.settings().horizon();
        if (series.size(1) <= horizon) {
            throw new IllegalArgumentException(in + ": expected more than the " + horizon
                    + " samples of the horizon for a picture, but got " + series.size(1));
        }
        Forecasts forecasts = new Forecasts(
                horizon, horizon, series.size(1), model.target(series), List.of(new Forecasts.Method("network", made)));
        String name = signal.channelNames().get(model.settings().target());
        return PictureFile.encode(
                new ForecastPicture(forecasts, name.isEmpty() ? "signal" : name, signal.sampleRate(), theme.theme())
                        .draw(),
                plot);
    }
}
