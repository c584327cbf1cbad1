package tapline.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.formats.CsvFrames;
import tapline.formats.Kernels;
import tapline.formats.RawFrames;
import tapline.formats.ReadOptions;
import tapline.formats.Signals;
import tapline.formats.StateDict;
import tapline.formats.StoredTensor;
import tapline.formats.WavEncoding;
import tapline.formats.WavFrames;
import tapline.formats.model.Architecture;
import tapline.formats.model.ModelFile;
import tapline.nn.ParameterLimit;
import tapline.onnx.OnnxModel;
import tapline.tensor.Generator;

/// Any bytes are read, or refused as [Reading#check] says. The seeds are in the folders of the same names beside
/// this class's resources.
class ReadersFuzzTest {
    private static final String NAME = "x";
    private static final int CHANNELS = 3;
    private static final int MOST_WEIGHTS = 1 << 20;

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static void state(byte[] bytes) {
        Reading.check(bytes, () -> {
            StateDict state = StateDict.read(stream(bytes), NAME);
            for (StoredTensor tensor : state.stored().values()) {
                if (tensor.type().dtype() != null) {
                    tensor.toTensor();
                }
            }
        });
    }

    @FuzzTest(maxDuration = "1m")
    void safetensors(byte[] bytes) {
        state(bytes);
    }

    @FuzzTest(maxDuration = "1m")
    void numpy(byte[] bytes) {
        state(bytes);
    }

    @FuzzTest(maxDuration = "1m")
    void torch(byte[] bytes) {
        state(bytes);
    }

    @FuzzTest(maxDuration = "1m")
    void torchLegacy(byte[] bytes) {
        state(bytes);
    }

    @FuzzTest(maxDuration = "1m")
    void model(byte[] bytes) {
        Reading.check(bytes, () -> ModelFile.of(StateDict.read(stream(bytes), NAME), NAME));
    }

    @FuzzTest(maxDuration = "1m")
    void architecture(byte[] bytes) {
        String json = new String(bytes, StandardCharsets.UTF_8);
        Reading.check(
                bytes,
                () -> ParameterLimit.within(MOST_WEIGHTS, () -> Architecture.parse(json, NAME, new Generator(0))));
    }

    @FuzzTest(maxDuration = "1m")
    void onnx(byte[] bytes) {
        Reading.check(bytes, () -> OnnxModel.parse(bytes, NAME));
    }

    @FuzzTest(maxDuration = "1m")
    void signals(byte[] bytes) {
        Reading.check(bytes, () -> Signals.read(stream(bytes), NAME, ReadOptions.DEFAULT));
    }

    @FuzzTest(maxDuration = "1m")
    void kernels(byte[] bytes) {
        Reading.check(bytes, () -> Kernels.read(stream(bytes), NAME));
    }

    @FuzzTest(maxDuration = "1m")
    void liveLines(byte[] bytes) {
        Reading.check(bytes, () -> {
            CsvFrames frames = new CsvFrames(stream(bytes), NAME);
            float[] frame = new float[frames.channelNames().size()];
            while (frames.read(frame)) {
                frames.time();
            }
        });
    }

    @FuzzTest(maxDuration = "1m")
    void liveSamples(byte[] bytes) {
        for (WavEncoding encoding : WavEncoding.values()) {
            Reading.check(bytes, () -> samples(new RawFrames(stream(bytes), NAME, encoding, CHANNELS)));
        }
    }

    private static void samples(RawFrames frames) throws IOException {
        float[] frame = new float[CHANNELS];
        while (frames.read(frame)) {
            RawFrames.encode(WavEncoding.PCM_16, frame);
        }
    }

    @FuzzTest(maxDuration = "1m")
    void liveWav(byte[] bytes) {
        Reading.check(bytes, () -> {
            WavFrames frames = new WavFrames(stream(bytes), NAME);
            float[] frame = new float[frames.channels()];
            while (frames.read(frame)) {
                RawFrames.encode(frames.encoding(), frame);
            }
        });
    }

    @FuzzTest(maxDuration = "1m")
    void snapshot(byte[] bytes) {
        Snapshots.restore(bytes);
    }

    /// All readers, for a short run; with all seeds.
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void every(byte[] bytes) {
        state(bytes);
        model(bytes);
        architecture(bytes);
        onnx(bytes);
        signals(bytes);
        kernels(bytes);
        liveLines(bytes);
        liveSamples(bytes);
        liveWav(bytes);
        snapshot(bytes);
    }

    static List<byte[]> seeds() throws IOException, URISyntaxException {
        Path folder = Path.of(ReadersFuzzTest.class
                .getResource(ReadersFuzzTest.class.getSimpleName() + "Inputs")
                .toURI());
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return seeds;
    }
}
