package tapline.cli.forecast;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tapline.cli.HeaderArgument;
import tapline.cli.InputFile;
import tapline.cli.ThemeArgument;
import tapline.formats.OutputFiles;
import tapline.formats.ReadOptions;
import tapline.formats.Signal;
import tapline.formats.Signals;
import tapline.formats.StateFormat;
import tapline.train.TrainingHistory;
import tapline.train.TrainingListener;
import tapline.viz.PictureFile;

/// `tapline train`: a causal network that forecasts a signal of the user's own.
@Command(
        name = "train",
        header = "Train a causal network to forecast a column of a signal, and compare it with simple forecasts.",
        description =
                "%nA temporal convolutional network sees all channels up to a sample, and says what one of them will be "
                        + "some samples later. It learns from the first 64 %% of the signal; the next 11 %% choose the "
                        + "best epoch; the last quarter, which nothing has seen, judges it, beside two baselines: that "
                        + "nothing changes, and the best linear function of as many samples as the network sees, or at most 511.%n",
        footer = {
            "",
            "Examples:",
            "  tapline train ecg.csv -o ecg.safetensors --plot forecast.svg",
            "  tapline train plant.csv --column pressure --horizon 60 -o plant.safetensors --history epochs.csv",
            "  tapline train voice.wav --epochs 100 --patience 5 -o voice.safetensors",
            "  tapline train ecg.csv -o ecg.safetensors --checkpoint run.safetensors --resume"
        })
public final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "The column or channel to forecast, by name or number from 1 (default: the first).")
    private String column;

    @Mixin
    private TrainingPlan plan;

    @Mixin
    private HeaderArgument header;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "Where the model goes, in safetensors, with all that `tapline predict` needs.")
    private Path out;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Draw the forecast of the last quarter against the truth: .svg or .png.")
    private Path plot;

    @Option(names = "--history", paramLabel = "FILE", description = "Write a CSV file with a row for each epoch.")
    private Path history;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Keep, after each epoch, all that it takes to go on, in safetensors.")
    private Path checkpoint;

    @Option(
            names = "--resume",
            description = "Go on from the checkpoint, if it is there: the result has the same bits.")
    private boolean resume;

    @Mixin
    private ThemeArgument theme;

    @Parameters(paramLabel = "SIGNAL", description = "A .csv, .wav or .npy file.")
    private Path in;

    @Override
    public Integer call() throws IOException {
        plan.check();
        if (resume && checkpoint == null) {
            throw new IllegalArgumentException(
                    "--resume needs to know where the checkpoint is: expected --checkpoint FILE");
        }
        checkPlaces();
        Signal signal = Signals.read(InputFile.named(in), new ReadOptions(List.of(), header.header()));
        FiniteSamples.check(signal, in.toString());
        int target = target(signal);
        ForecastTraining training = new ForecastTraining(plan, signal, target);
        ForecastReport report =
                new ForecastReport(training, signal, target, spec.commandLine().getOut());
        report.begin();
        TrainingHistory epochs = train(training);
        // Whatever becomes of the judgement, nothing that was learned is lost.
        write(training, epochs);
        Forecasts forecasts = training.judge();
        report.end(epochs, forecasts);
        draw(new ForecastPicture(forecasts, report.title(), signal.sampleRate(), theme.theme()));
        return 0;
    }

    /// A training may take long: where its results can't go is said before.
    private void checkPlaces() throws IOException {
        requireEnding(out, ".safetensors");
        if (checkpoint != null) {
            requireEnding(checkpoint, ".safetensors");
        }
        if (plot != null) {
            requireEnding(plot, ".svg", ".png");
        }
        List<Path> places = Stream.of(out, plot, history, checkpoint)
                .filter(Objects::nonNull)
                .map(place -> place.toAbsolutePath().normalize())
                .toList();
        if (Set.copyOf(places).size() < places.size()) {
            throw new IllegalArgumentException("expected another FILE for each of --out, --plot, --history and "
                    + "--checkpoint, but got one twice: " + places);
        }
        for (Path place : places) {
            OutputFiles.requirePlace(place);
        }
    }

    private static void requireEnding(Path file, String... endings) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (Stream.of(endings).noneMatch(name::endsWith) && !(Files.exists(file) && !Files.isRegularFile(file))) {
            throw new IllegalArgumentException(file + ": expected a name that ends in " + String.join(" or ", endings));
        }
    }

    private int target(Signal signal) {
        if (column == null) {
            return 0;
        }
        int named = signal.channelNames().indexOf(column);
        boolean hasNames = !signal.channelNames().stream().allMatch(String::isEmpty);
        if (named >= 0 && !column.isEmpty()) {
            return named;
        }
        if (column.matches("\\d{1,9}")
                && Integer.parseInt(column) >= 1
                && Integer.parseInt(column) <= signal.channels()) {
            return Integer.parseInt(column) - 1;
        }
        throw new IllegalArgumentException(in + ": no column '" + column + "': expected "
                + (hasNames ? "one of " + signal.channelNames() + " or " : "") + "a number from 1 to "
                + signal.channels());
    }

    private TrainingHistory train(ForecastTraining training) throws IOException {
        CheckpointFile file = checkpoint == null ? null : new CheckpointFile(checkpoint, training.toMetadata());
        // The launcher knows whether standard error is a terminal; Java doesn't.
        if (!Boolean.getBoolean("tapline.terminal")) {
            return training.run(TrainingListener.NONE, file, resume);
        }
        PrintWriter terminal = spec.commandLine().getErr();
        ProgressLine progress = new ProgressLine(terminal, training.unit(), plan.patience, System::nanoTime);
        try {
            return training.run(progress, file, resume);
        } finally {
            progress.clear();
        }
    }

    private void write(ForecastTraining training, TrainingHistory epochs) throws IOException {
        try (OutputFiles files = new OutputFiles()) {
            files.add(
                    out,
                    stream -> training.model().toStateDict().write(stream, out.toString(), StateFormat.SAFETENSORS));
            if (history != null) {
                files.add(history, stream -> stream.write(epochs.toCsv().getBytes(StandardCharsets.UTF_8)));
            }
            files.commit();
        }
    }

    private void draw(ForecastPicture picture) throws IOException {
        if (plot == null) {
            return;
        }
        try (OutputFiles files = new OutputFiles()) {
            files.add(plot, stream -> stream.write(PictureFile.encode(picture.draw(), plot)));
            files.commit();
        }
    }
}
