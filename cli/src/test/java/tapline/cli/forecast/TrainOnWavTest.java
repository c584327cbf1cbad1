package tapline.cli.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tapline.cli.CommandRun;
import tapline.formats.Signal;
import tapline.formats.Signals;
import tapline.formats.StateDict;
import tapline.formats.WavEncoding;
import tapline.formats.WriteOptions;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// Sound is trained on as tables are; and a training that ends early, whether it is meant to or not, loses nothing.
class TrainOnWavTest {
    private static final int SAMPLES = 800;
    private static final String OPTIONS = "--horizon 4 --window 48 --channels 6,6 --kernel-size 3 --batch-size 4 "
            + "--learning-rate 0.03 --dropout 0.1 --seed 5";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeSound() throws IOException {
        float[] noise = new Generator(2).randn(2 * SAMPLES).floats();
        float[] values = new float[2 * SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            values[i] = (float) (0.3 * Math.signum(Math.sin(i * 0.21)) + 0.01 * noise[i]);
            values[SAMPLES + i] = (float) (0.4 * Math.sin(i * 0.21) + 0.01 * noise[SAMPLES + i]);
        }
        Signals.write(
                Signal.of(Tensor.wrap(values, 2, SAMPLES), 8000),
                folder.resolve("tones.wav"),
                WriteOptions.DEFAULT.wavEncoding(WavEncoding.PCM_16));
    }

    private CommandRun tapline(String command) {
        return CommandRun.of(words(command));
    }

    private String[] words(String command) {
        return Arrays.stream(command.split(" "))
                .map(word ->
                        word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word)
                .toArray(String[]::new);
    }

    private String printed(String command) {
        return CommandRun.printed(words(command));
    }

    @Test
    void aChannelIsForecastAndTheRateIsKept() throws IOException {
        String report = printed("train @tones.wav --column 2 --epochs 4 " + OPTIONS + " -o @m.safetensors");

        assertThat(report).startsWith("forecast: channel 2, 4 samples (0.5000 ms) ahead\n");
        assertThat(StateDict.read(folder.resolve("m.safetensors")).metadata()).containsEntry("sample_rate", "8000.0");
        printed("predict @m.safetensors @tones.wav -o @forecast.wav");
        Signal forecast = Signals.read(folder.resolve("forecast.wav"));
        assertThat(forecast.sampleRate()).hasValue(8000);
        Signal tones = Signals.read(folder.resolve("tones.wav"));
        double error = forecast.samples()
                .slice(1, 100, SAMPLES - 4)
                .sub(tones.samples().slice(0, 1, 2).slice(1, 104, SAMPLES))
                .pow(2)
                .mean()
                .item();
        assertThat(error).isLessThan(0.01);

        Signals.write(tones.withSampleRate(16000), folder.resolve("fast.wav"));
        assertThat(tapline("predict @m.safetensors @fast.wav").err())
                .contains("expected a sample rate of 8000.0 Hz, as the model was trained on, but got 16000.0");
        assertThat(tapline("train @tones.wav --column left -o @n.safetensors").errorLines())
                .singleElement()
                .asString()
                .endsWith("tones.wav: no column 'left': expected a number from 1 to 2");
    }

    @Test
    void liveSoundIsForecastWithTheSameBits() throws IOException {
        printed("train @tones.wav --epochs 1 " + OPTIONS + " -o @m.safetensors");
        Signals.write(
                Signals.read(folder.resolve("tones.wav")),
                folder.resolve("float.wav"),
                WriteOptions.DEFAULT.wavEncoding(WavEncoding.FLOAT_32));
        byte[] live = Files.readAllBytes(folder.resolve("float.wav"));
        printed("predict @m.safetensors @float.wav -o @forecast.wav");

        CommandRun run = CommandRun.withInput(live, words("stream @m.safetensors"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo(Files.readAllBytes(folder.resolve("forecast.wav")));
        assertThat(CommandRun.withInput(
                                new byte[80], words("stream @m.safetensors --raw s16le --channels 2 --rate 44100"))
                        .errorLines())
                .containsExactly(
                        "tapline: standard input: expected a sample rate of 8000.0 Hz, as the model was trained "
                                + "on, but got 44100.0");
    }

    @Test
    void patienceEndsATrainingWithItsBestEpoch() throws IOException {
        String options = " --epochs 60 --patience 2 " + OPTIONS;
        String report = printed(
                "train @tones.wav -o @m.safetensors --history @epochs.csv --checkpoint @run.safetensors" + options);

        List<String> rows = Files.readAllLines(folder.resolve("epochs.csv"));
        int epochs = rows.size() - 1;
        assertThat(epochs).isLessThan(60);
        assertThat(report)
                .contains("best epoch: " + (epochs - 2) + " of " + epochs + "; stopped after 2 without a better one\n");
        StateDict model = StateDict.read(folder.resolve("m.safetensors"));
        StateDict checkpoint = StateDict.read(folder.resolve("run.safetensors"));
        assertThat(model.tensors())
                .allSatisfy((name, weights) -> assertThat(
                                weights.equal(checkpoint.tensors().get("best." + name)))
                        .isTrue());
        assertThat(printed("train @tones.wav -o @again.safetensors --checkpoint @run.safetensors --resume" + options))
                .isEqualTo(report);
        assertThat(folder.resolve("again.safetensors")).hasSameBinaryContentAs(folder.resolve("m.safetensors"));
    }

    @Test
    void aTrainingThatExplodesLeavesTheLastCheckpoint() throws IOException {
        printed("train @tones.wav -o @m.safetensors --checkpoint @run.safetensors --epochs 1 " + OPTIONS);
        byte[] model = Files.readAllBytes(folder.resolve("m.safetensors"));
        byte[] checkpoint = Files.readAllBytes(folder.resolve("run.safetensors"));

        CommandRun run = tapline("train @tones.wav -o @m.safetensors --checkpoint @run.safetensors --epochs 3 "
                + OPTIONS.replace("--learning-rate 0.03", "--learning-rate 1e38"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().startsWith("tapline: expected a finite ");
        assertThat(folder.resolve("m.safetensors")).hasBinaryContent(model);
        assertThat(folder.resolve("run.safetensors")).hasBinaryContent(checkpoint);
    }

    @Test
    void aFullDeviceIsNamedAndCostsNoFile() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "the system has a device that is always full");

        CommandRun run = tapline("train @tones.wav -o @m.safetensors --checkpoint /dev/full --epochs 2 " + OPTIONS);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).containsExactly("tapline: /dev/full: No space left on device");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("tones.wav"));
        }
    }
}
