package tapline.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.RandomCases;
import tapline.cli.CommandRun;
import tapline.formats.Signal;
import tapline.formats.Signals;
import tapline.formats.WavEncoding;
import tapline.formats.WriteOptions;
import tapline.formats.model.ModelFile;
import tapline.nn.Conv1d;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// Live WAV and bare samples: the bytes of the batch, however often the process is stopped, and a message for what
/// is damaged.
class LiveSamplesTest {
    private static final int FRAMES = 333;
    private static final int RATE = 8000;
    private static final int PCM_HEADER = 44;
    private static final String KERNEL = "0.5,-0.25,0.125";

    @TempDir
    private Path folder;

    private byte[] wav(int channels, WavEncoding encoding) throws IOException {
        float[] values = RandomCases.floats(new SplittableRandom(6), channels * FRAMES);
        Path file = folder.resolve("signal.wav");
        Signals.write(
                Signal.of(Tensor.wrap(values, channels, FRAMES).mul(0.3), RATE),
                file,
                WriteOptions.DEFAULT.wavEncoding(encoding));
        return Files.readAllBytes(file);
    }

    private static byte[] answered(byte[] input, String... options) {
        CommandRun run = stream(input, options);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.out();
    }

    private static CommandRun stream(byte[] input, String... options) {
        String[] args = Arrays.copyOf(new String[] {"stream"}, options.length + 1);
        System.arraycopy(options, 0, args, 1, options.length);
        return CommandRun.withInput(input, args);
    }

    @ParameterizedTest
    @EnumSource
    void wavIsAnsweredWithTheFileOfTheBatch(WavEncoding encoding) throws IOException {
        for (int channels : new int[] {1, 2}) {
            byte[] wav = wav(channels, encoding);
            Path out = folder.resolve("out.wav");
            CommandRun.printed(
                    "apply",
                    "--causal",
                    "--kernel",
                    KERNEL,
                    folder.resolve("signal.wav").toString(),
                    "-o",
                    out.toString(),
                    "--wav-encoding",
                    encoding.name());
            assertThat(answered(wav, "--kernel", KERNEL)).isEqualTo(Files.readAllBytes(out));
        }
    }

    @ParameterizedTest
    @EnumSource
    void bareSamplesAreThoseOfWav(RawEncoding encoding) throws IOException {
        byte[] wav = wav(2, encoding.encoding());
        int body = encoding.encoding().name().startsWith("PCM") ? PCM_HEADER : 58;
        byte[] raw = Arrays.copyOfRange(wav, body, wav.length);
        byte[] expected = answered(wav, "--kernel", KERNEL);
        assertThat(answered(raw, "--kernel", KERNEL, "--raw", encoding.name(), "--channels", "2"))
                .isEqualTo(Arrays.copyOfRange(expected, body, expected.length));
    }

    /// What writes while the signal is made can't say how long it will be.
    @ParameterizedTest
    @ValueSource(ints = {-1, 0x7ffff000, 0x7fffff00, Integer.MAX_VALUE, 0})
    void aSignalOfUnknownLengthIsAnsweredToItsEnd(int size) throws IOException {
        byte[] wav = wav(1, WavEncoding.PCM_16);
        byte[] unknown = wav.clone();
        ByteBuffer.wrap(unknown).order(ByteOrder.LITTLE_ENDIAN).putInt(4, size).putInt(PCM_HEADER - 4, size);

        byte[] answers = answered(unknown, "--kernel", KERNEL);

        assertThat(ByteBuffer.wrap(answers).order(ByteOrder.LITTLE_ENDIAN).getInt(PCM_HEADER - 4))
                .isEqualTo(-1);
        Path file = Files.write(folder.resolve("answers.wav"), answers);
        Path whole = Files.write(folder.resolve("whole.wav"), answered(wav, "--kernel", KERNEL));
        assertThat(Signals.read(file).samples().equal(Signals.read(whole).samples()))
                .isTrue();
    }

    @Test
    void theRateIsDividedByTheStride() throws IOException {
        Conv1d half = Conv1d.of(1, 1, 2).stride(2).generator(new Generator(1)).build();
        ModelFile.write(half, folder.resolve("half.safetensors"));
        String model = folder.resolve("half.safetensors").toString();
        Path answers = Files.write(folder.resolve("answers.wav"), answered(wav(1, WavEncoding.FLOAT_32), model));
        Signal result = Signals.read(answers);
        assertThat(result.sampleRate()).hasValue(RATE / 2.0);
        assertThat(result.length()).isEqualTo(FRAMES / 2);
        assertThat(result.samples()
                        .equal(half.forward(Signals.read(folder.resolve("signal.wav"))
                                        .samples())
                                .detach()))
                .isTrue();
    }

    @Test
    void aHeaderThatIsCutShortIsSaid() throws IOException {
        byte[] wav = wav(2, WavEncoding.PCM_16);
        for (int length = 4; length < PCM_HEADER; length++) {
            CommandRun run = stream(Arrays.copyOf(wav, length), "-k", "1");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.errorLines()).singleElement().asString().startsWith("tapline: standard input: byte ");
        }
    }

    @Test
    void whatIsWrongWithTheSamplesIsSaidAfterTheAnswersToTheRest() throws IOException {
        byte[] wav = wav(2, WavEncoding.PCM_16);
        CommandRun half = stream(Arrays.copyOf(wav, wav.length - 3), "-k", "1");
        assertThat(half.errorLines())
                .containsExactly("tapline: standard input: byte " + (wav.length - 4)
                        + ": expected a frame of 4 bytes, but only 1 are left");
        assertThat(half.out()).isEqualTo(Arrays.copyOf(wav, wav.length - 4));

        CommandRun cut = stream(Arrays.copyOf(wav, PCM_HEADER + 40), "-k", "1");
        assertThat(cut.errorLines())
                .containsExactly("tapline: standard input: the header says that there are 333 frames, but it ends "
                        + "after 10: it is cut short");
        assertThat(cut.out()).isEqualTo(Arrays.copyOf(wav, PCM_HEADER + 40));
        assertThat(half.exitCode() + cut.exitCode()).isEqualTo(4);
    }

    @Test
    void hostileHeadersAreRefused() throws IOException {
        byte[] wav = wav(2, WavEncoding.PCM_16);
        record Damage(int at, int bytes, String says) {}
        for (Damage damage : new Damage[] {
            new Damage(8, 0x21212121, "byte 8: expected 'WAVE'"),
            new Damage(16, 0x7fffffff, "byte 16: expected the samples within the first 1048576 bytes"),
            new Damage(20, 0x00020055, "expected PCM or floating point"),
            new Damage(22, RATE << 16, "expected at least 1 channel"),
            new Damage(PCM_HEADER - 4, 1333, "expected whole frames of 4 bytes, but found 1333"),
        }) {
            byte[] bytes = wav.clone();
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(damage.at, damage.bytes);
            CommandRun run = stream(bytes, "-k", "1");
            assertThat(run.errorLines()).singleElement().asString().contains(damage.says);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void otherChannelsThanTheNetworkHasAreRefused() throws IOException {
        ModelFile.write(Conv1d.of(2, 1, 1).build(), folder.resolve("net.safetensors"));
        String model = folder.resolve("net.safetensors").toString();
        for (CommandRun run : new CommandRun[] {
            stream(wav(3, WavEncoding.PCM_16), model), stream(new byte[6], model, "--raw", "s16le", "--channels", "3")
        }) {
            assertThat(run.errorLines()).singleElement().asString().contains("net.safetensors: ", "2", "3");
            assertThat(run.out()).isEmpty();
            assertThat(run.exitCode()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--channels 2 | --channels is for bare samples",
                "--rate 8000 | --rate is for bare samples",
                "--raw s16le --channels 0 | expected from 1 to 65535 for --channels, but got 0",
                "--raw s16le --channels 2147483647 | expected from 1 to 65535 for --channels, but got 2147483647",
                "--raw s16le --rate -1 | expected a positive number for --rate, but got -1.0",
                "--raw s16le --rate fast | expected a number, but got 'fast'",
                "--raw f32be | expected one of [U8, S16LE, S24LE, S32LE, F32LE, F64LE]",
            })
    void optionsThatDoNotGoTogetherAreRefused(String line) {
        String[] parts = line.split(" \\| ");
        CommandRun run = stream(new byte[8], ("-k 1 " + parts[0]).split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines().getFirst()).startsWith("tapline: ").contains(parts[1]);
        assertThat(run.out()).isEmpty();
    }

    /// Whenever the process is told to stop, what it has answered is whole frames, and the next one goes on with the
    /// first frame that has no answer.
    @Test
    void aProcessThatIsToldToStopAnywhereGoesOn() throws IOException, InterruptedException {
        byte[] wav = wav(2, WavEncoding.PCM_24);
        byte[] raw = Arrays.copyOfRange(wav, PCM_HEADER, wav.length);
        String[] options = {"--kernel", KERNEL, "--raw", "s24le", "--channels", "2"};
        byte[] expected = answered(raw, options);
        String[] saved = Arrays.copyOf(options, options.length + 2);
        saved[options.length] = "--snapshot";
        saved[options.length + 1] = folder.resolve("state").toString();

        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        for (int stops = 0; answers.size() < raw.length; stops++) {
            Process process = LiveProcess.start(saved);
            try (OutputStream in = process.getOutputStream()) {
                // To the middle of a frame, but for the last time.
                int end = stops == 2 ? raw.length : answers.size() + 601;
                in.write(raw, answers.size(), end - answers.size());
                in.flush();
                answers.write(process.getInputStream().readNBytes(6));
                if (stops < 2) {
                    // Unlike the process's own method, this leaves open what is read from it.
                    process.toHandle().destroy();
                }
            }
            answers.write(process.getInputStream().readAllBytes());
            process.waitFor();
            assertThat(answers.size() % 6).isZero();
        }

        assertThat(answers.toByteArray()).isEqualTo(expected);
    }

    /// The process waits for a reader of more answers than a pipe holds. One more frame of 0 then tells how many frames
    /// its memory counts.
    @Test
    void aProcessThatIsToldToStopWhileNobodyReadsEnds() throws IOException, InterruptedException {
        int frames = 25_000;
        String state = folder.resolve("state").toString();
        String[] options = {"--kernel", "1,10,100;0,0,1;0,0,1;0,0,1", "--raw", "f32le", "--snapshot", state};
        ByteBuffer signal = ByteBuffer.allocate(frames * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 1; i <= frames; i++) {
            signal.putFloat(i);
        }
        Process process = LiveProcess.start(options);
        try (OutputStream in = process.getOutputStream()) {
            // All of it can't wait in the pipe: part of it is answered, or will be.
            in.write(signal.array());
            in.flush();
            byte[] first = process.getInputStream().readNBytes(1);
            process.toHandle().destroy();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            int answered = (first.length + process.getInputStream().readAllBytes().length) / (4 * Float.BYTES);

            byte[] next = answered(new byte[Float.BYTES], options);
            int counted = (int) Math.ceil(
                    ByteBuffer.wrap(next).order(ByteOrder.LITTLE_ENDIAN).getFloat() / 11);
            assertThat(counted).isLessThanOrEqualTo(answered);
        } finally {
            process.destroyForcibly();
        }
    }

    /// The header of the answers can't say how many there are, where they are too many for it.
    @Test
    void answersOfMoreBytesThanAWavFileHoldsAreOfUnknownLength() throws IOException {
        byte[] wav = wav(1, WavEncoding.PCM_16);
        ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(4, (int) 3_000_000_036L).putInt(PCM_HEADER - 4, (int) 3_000_000_000L);

        byte[] one = stream(wav, "-k", "1").out();
        assertThat(ByteBuffer.wrap(one).order(ByteOrder.LITTLE_ENDIAN).getInt(PCM_HEADER - 4))
                .isEqualTo((int) 3_000_000_000L);
        byte[] two = stream(wav, "-k", "1;1").out();
        assertThat(ByteBuffer.wrap(two).order(ByteOrder.LITTLE_ENDIAN).getInt(PCM_HEADER - 4))
                .isEqualTo(-1);
        assertThat(two).hasSize(PCM_HEADER + 4 * FRAMES);
    }

    /// Each run reads and writes a header, and all samples together are those of one run.
    @Test
    void wavInPartsHasTheSamplesOfTheWhole() throws IOException {
        byte[] wav = wav(1, WavEncoding.PCM_16);
        byte[] expected = answered(wav, "--kernel", KERNEL);
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        for (int from = 0; from < FRAMES; from += 111) {
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            part.write(wav, 0, PCM_HEADER);
            part.write(wav, PCM_HEADER + 2 * from, 2 * 111);
            byte[] bytes = part.toByteArray();
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(PCM_HEADER - 4, 2 * 111);
            byte[] out = answered(
                    bytes,
                    "--kernel",
                    KERNEL,
                    "--snapshot",
                    folder.resolve("state").toString());
            answers.write(out, PCM_HEADER, out.length - PCM_HEADER);
        }
        assertThat(answers.toByteArray()).isEqualTo(Arrays.copyOfRange(expected, PCM_HEADER, expected.length));
    }
}
