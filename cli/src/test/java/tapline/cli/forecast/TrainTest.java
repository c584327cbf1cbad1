package tapline.cli.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tapline.cli.CommandRun;
import tapline.formats.Signal;
import tapline.formats.Signals;
import tapline.formats.StateDict;
import tapline.formats.StateFormat;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;
import tapline.train.TrainingListener;

/// A model is trained, saved, resumed and applied; the signal is a small one, which takes a second.
class TrainTest {
    private static final int SAMPLES = 800;
    private static final String OPTIONS =
            "--horizon 4 --window 48 --channels 6,6 --kernel-size 3 --epochs 4 --batch-size 4 "
                    + "--learning-rate 0.03 --dropout 0.1 --seed 5";

    @TempDir
    private Path folder;

    private Path signal;

    @BeforeEach
    void writeSignal() throws IOException {
        signal = folder.resolve("waves.csv");
        float[] noise = new Generator(2).randn(2 * SAMPLES).floats();
        float[] values = new float[2 * SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            values[i] = 5 + (float) Math.signum(Math.sin(i * 0.21)) + 0.02f * noise[i];
            values[SAMPLES + i] = (float) Math.sin(i * 0.21) + 0.02f * noise[SAMPLES + i];
        }
        Signals.write(
                Signal.of(Tensor.wrap(values, 2, SAMPLES), 100).withChannelNames(List.of("square", "sine")), signal);
    }

    private CommandRun tapline(String command) {
        return CommandRun.of(Arrays.stream(command.split(" "))
                .map(word ->
                        word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word)
                .toArray(String[]::new));
    }

    private String train(String more) {
        CommandRun run = tapline("train @waves.csv " + OPTIONS + " " + more);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.text();
    }

    @Test
    void reportsBesideItsBaselinesAndWritesWhatWasAskedFor() throws IOException {
        String report = train("-o @model.safetensors --history @epochs.csv --plot @forecast.svg");

        assertThat(report.lines())
                .contains("forecast: square, 4 samples (40.00 ms) ahead")
                .anyMatch(line -> line.startsWith("network: sees 13 samples (130.0 ms), "))
                .anyMatch(line -> line.matches("network +[0-9.]+ +\\d+ %"))
                .anyMatch(line -> line.startsWith("linear, 13 taps "))
                .anyMatch(line -> line.matches("persistence +[0-9.]+ +100 %"));
        assertThat(Files.readAllLines(folder.resolve("epochs.csv"))).hasSize(5);
        assertThat(folder.resolve("forecast.svg")).content().contains("truth and forecast", "error of persistence");
        assertThat(StateDict.read(folder.resolve("model.safetensors")).metadata())
                .containsEntry("horizon", "4")
                .containsEntry("input.1.name", "sine")
                .containsEntry("sample_rate", "100.0");
        assertThat(leftOvers()).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameFile() throws IOException {
        train("-o @one.safetensors");
        train("-o @two.safetensors");

        assertThat(folder.resolve("two.safetensors")).hasSameBinaryContentAs(folder.resolve("one.safetensors"));
    }

    @Test
    void aDiskThatFillsUpCostsNothingButTheLastEpoch() throws IOException {
        train("-o @whole.safetensors --column 1");
        Path checkpoint = folder.resolve("run.safetensors");
        TrainingPlan plan = plan();
        List<String> written = new ArrayList<>();
        ForecastTraining training = new ForecastTraining(plan, Signals.read(signal), 0);
        CheckpointFile failing = new CheckpointFile(checkpoint, training.toMetadata(), (state, out, name) -> {
            if (written.size() == 2) {
                out.write(new byte[100_000]);
                throw new IOException(name + ": No space left on device");
            }
            state.write(out, name, StateFormat.SAFETENSORS);
            written.add(name);
        });

        assertThatThrownBy(() -> training.run(TrainingListener.NONE, failing, false))
                .isInstanceOf(IOException.class)
                .hasMessage(checkpoint + ": No space left on device");

        assertThat(new CheckpointFile(checkpoint, training.toMetadata())
                        .load()
                        .get("progress.history")
                        .size(0))
                .isEqualTo(2);
        assertThat(leftOvers()).isEmpty();
        train("-o @resumed.safetensors --checkpoint @run.safetensors --resume");
        assertThat(folder.resolve("resumed.safetensors")).hasSameBinaryContentAs(folder.resolve("whole.safetensors"));
    }

    private static TrainingPlan plan() {
        TrainingPlan plan = new TrainingPlan();
        new CommandLine(plan).parseArgs(OPTIONS.split(" "));
        return plan;
    }

    @Test
    void aCheckpointIsResumedWithItsOwnOptionsOnly() {
        train("-o @model.safetensors --checkpoint @run.safetensors");

        CommandRun run = tapline("train @waves.csv " + OPTIONS.replace("--seed 5", "--seed 6")
                + " -o @other.safetensors --checkpoint @run.safetensors --resume");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines())
                .singleElement()
                .asString()
                .contains("run.safetensors: expected a checkpoint of a training with --seed 6, but got one with 5");
    }

    @Test
    void aCheckpointIsResumedWithItsOwnSignalOnly() throws IOException {
        train("-o @model.safetensors --checkpoint @run.safetensors");
        Tensor other = Signals.read(signal).samples();
        other.floats()[SAMPLES - 1] += 1;
        Signals.write(Signal.of(other, 100).withChannelNames(List.of("square", "sine")), folder.resolve("other.csv"));

        String resumed = " " + OPTIONS + " -o @other.safetensors --checkpoint @run.safetensors --resume";
        assertThat(tapline("train @waves.csv --column sine" + resumed).err())
                .contains("run.safetensors: expected a checkpoint of a training with --column 2, but got one with 1");
        assertThat(tapline("train @other.csv" + resumed).err())
                .contains("run.safetensors: expected a checkpoint of a training with samples of CRC-32 ");
    }

    @Test
    void predictNeedsTheModelAndTheSignalAlone() throws IOException {
        train("-o @model.safetensors --column sine");

        CommandRun run = tapline("predict @model.safetensors @waves.csv -o @forecast.csv --plot @forecast.png");

        assertThat(run.err()).isEmpty();
        Signal forecast = Signals.read(folder.resolve("forecast.csv"));
        assertThat(forecast.channelNames()).containsExactly("sine_forecast");
        assertThat(forecast.length()).isEqualTo(SAMPLES);
        Tensor truth = Signals.read(signal).samples().slice(0, 1, 2);
        double error = forecast.samples()
                .slice(1, 100, SAMPLES - 4)
                .sub(truth.slice(1, 104, SAMPLES))
                .pow(2)
                .mean()
                .item();
        assertThat(error).isLessThan(0.1);
        assertThat(tapline("predict @model.safetensors @waves.csv").text())
                .isEqualTo(Files.readString(folder.resolve("forecast.csv")));
    }

    @Test
    void aLongSignalIsForecastInPartsWithTheSameBits() {
        ForecastTraining training = new ForecastTraining(plan(), read(), 0);
        ForecastModel model = training.model();
        model.net().eval();
        int samples = (1 << 16) + 300;
        Tensor series = new Generator(4).randn(2, samples);

        Tensor inParts = model.forecast(series);

        Tensor tail = model.forecast(series.slice(1, 60_000, samples));
        int seen = model.net().receptiveField();
        assertThat(inParts.slice(1, 60_000 + seen, samples).equal(tail.slice(1, seen, samples - 60_000)))
                .isTrue();
    }

    private Signal read() {
        try {
            return Signals.read(signal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train @missing.csv -o @m.safetensors | missing.csv: there is no such file",
                "train @waves.csv -o @m.safetensors --column triangle | no column 'triangle'",
                "train @waves.csv -o @m.safetensors --column 3 | a number from 1 to 2",
                "train @waves.csv -o @m.safetensors --window 400 | a smaller --window may do",
                "train @waves.csv -o @m.safetensors --window 2147483647 | of which 2147483657 samples (--window and",
                "train @waves.csv -o @m.safetensors --horizon 0 | expected at least 1 for --horizon, but got 0",
                "train @waves.csv -o @m.safetensors --epochs x | expected a whole number",
                "train @waves.csv -o @m.safetensors --patience 0 | expected at least 1 for --patience, but got 0",
                "train @waves.csv -o @m.safetensors --learning-rate -1 | expected a positive number for --learning-rate",
                "train @waves.csv -o @m.safetensors --dropout 1 | expected a number from 0 to below 1 for --dropout",
                "train @waves.csv -o @m.safetensors --channels 5000 | expected at most 24 levels of 4096 channels",
                "train @flat.csv -o @m.safetensors --window 8 --horizon 2 --column b | but column 'b' is 1.0 in all of the 64",
                "train @waves.csv -o @m.safetensors --resume | expected --checkpoint FILE",
                "train @waves.csv -o @m.pickle --window 48 | expected a name that ends in .safetensors",
                "train @waves.csv -o @m.safetensors --window 48 --plot @p.gif | expected a name that ends in .svg or",
                "train @waves.csv -o @none/m.safetensors --window 48 | there is no such folder",
                "train @gap.csv -o @m.safetensors | gap.csv: expected finite numbers, but column 'a' is NaN at sample 2",
                "train @waves.csv | Missing required option: '--out=FILE'",
                "predict @missing.safetensors @waves.csv | missing.safetensors: there is no such file",
                "predict @waves.csv @waves.csv | waves.csv: byte 0: expected a safetensors",
                "predict @foreign.safetensors @waves.csv | expected a model that tapline train has saved",
                "predict @waves.csv @waves.csv -o @f.foo | expected a name that ends in"
            })
    void whatCannotBeDoneIsSaidBeforeItIsTried(String line) throws IOException {
        Files.writeString(folder.resolve("gap.csv"), "a,b\n1,1\nnan,2\n3,3\n");
        Files.writeString(folder.resolve("flat.csv"), "a,b\n" + "1,1\n2,1\n".repeat(50));
        StateDict.of(Map.of("weight", Tensor.zeros(1))).write(folder.resolve("foreign.safetensors"));
        String[] parts = line.split(" \\| ");

        CommandRun run = tapline(parts[0]);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines().getFirst()).startsWith("tapline: ").contains(parts[1]);
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("m.safetensors")).doesNotExist();
    }

    @Test
    void predictWantsTheChannelsAndTheRateThatTheModelKnows() throws IOException {
        train("-o @model.safetensors");
        Signal right = Signals.read(signal);
        Signals.write(right.withSampleRate(50), folder.resolve("slow.csv"));
        Signals.write(right.withChannelNames(List.of("square", "cosine")), folder.resolve("other.csv"));

        assertThat(tapline("predict @model.safetensors @slow.csv").err())
                .contains("expected a sample rate of 100.0 Hz, as the model was trained on, but got 50.0");
        assertThat(tapline("predict @model.safetensors @other.csv").err()).contains("no column 'sine'");
    }

    @Test
    void aModelWhoseMetadataLieIsRefused() throws IOException {
        train("-o @model.safetensors");
        StateDict good = StateDict.read(folder.resolve("model.safetensors"));
        for (String field : good.metadata().keySet()) {
            for (String lie : List.of("", "-1", "nonsense", "99999999999")) {
                Map<String, String> metadata = new HashMap<>(good.metadata());
                metadata.put(field, lie);
                good.withMetadata(metadata).write(folder.resolve("lie.safetensors"));

                CommandRun run = tapline("predict @lie.safetensors @waves.csv");

                assertThat(run.exitCode()).isIn(0, 2);
                assertThat(run.errorLines()).hasSize(run.exitCode() / 2).allMatch(line -> line.startsWith("tapline: "));
            }
        }
    }

    @Test
    void whenStandardErrorIsNoTerminalNothingIsPrintedThere() {
        assumeTrue(!Boolean.getBoolean("tapline.terminal"), "progress is asked for");

        assertThat(tapline("train @waves.csv " + OPTIONS + " -o @model.safetensors")
                        .err())
                .isEmpty();
    }

    private List<Path> leftOvers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
