package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tapline.viz.Drawing;
import tapline.viz.Theme;

class ShapeBenchmarkTest {
    private static final double SECONDS = 0.02;
    private static final ConvShape SHAPE = Shapes.of("small", 1, 4, 4, 3, 1, 1, 1, 4, 500);

    @TempDir
    private Path folder;

    /// A library that forgets the bias, and must not be timed.
    private static final class Wrong implements Peer {
        private final TaplinePeer tapline = TaplinePeer.reusingOutput();

        @Override
        public String name() {
            return "wrong";
        }

        @Override
        public void prepare(ConvData data, int threads) {
            tapline.prepare(new ConvData(data.shape(), data.input(), data.weight(), new float[4]), threads);
        }

        @Override
        public void run() {
            throw new AssertionError("a wrong result was timed");
        }

        @Override
        public float[] result() {
            return tapline.result();
        }

        @Override
        public void close() {
            tapline.close();
        }
    }

    private static ShapeResult run(int threads) {
        List<Supplier<Peer>> peers = List.of(Wrong::new, ScalarPeer::new);
        return new ShapeBenchmark(peers, SECONDS).run(SHAPE, threads);
    }

    @Test
    void whatIsWrongIsNotTimed() {
        ShapeResult result = run(1);

        assertThat(result.peer("wrong").orElseThrow().isRight()).isFalse();
        assertThat(result.ratio("wrong")).isEmpty();
        PeerResult scalar = result.peer("scalar").orElseThrow();
        assertThat(scalar.deviation()).isZero();
        assertThat(scalar.seconds().count()).isEqualTo(result.rounds()).isGreaterThanOrEqualTo(3);
        assertThat(result.peak().median()).isPositive();
        assertThat(result.shareOfCopy()).isPresent();
        assertThat(result.extraBytes()).isBetween(0L, 100_000L);
    }

    /// A library that is right in another setting.
    private static final class Mended implements Peer {
        private final Wrong usual = new Wrong();

        @Override
        public String name() {
            return "mended";
        }

        @Override
        public void prepare(ConvData data, int threads) {
            usual.prepare(data, threads);
        }

        @Override
        public Optional<Peer> otherwise() {
            return Optional.of(new ScalarPeer());
        }

        @Override
        public void run() {
            usual.run();
        }

        @Override
        public float[] result() {
            return usual.result();
        }

        @Override
        public void close() {
            usual.close();
        }
    }

    @Test
    void aWrongSettingIsReplacedAndTold() {
        ShapeResult result = new ShapeBenchmark(List.<Supplier<Peer>>of(Mended::new), SECONDS).run(SHAPE, 1);
        StringWriter text = new StringWriter();
        new ResultTable(List.of(result)).print(new PrintWriter(text, true));

        assertThat(result.peers())
                .singleElement()
                .satisfies(peer -> assertThat(peer.isRight()).isTrue());
        assertThat(text.toString()).contains("small, scalar: another setting; in its usual one");
    }

    @Test
    void moreThreadsAreComparedWithFewest() {
        StringWriter text = new StringWriter();
        ShapeResult one = run(1);
        SpeedUpTable.print(List.of(one), new PrintWriter(text, true));
        assertThat(text.toString()).isEmpty();

        SpeedUpTable.print(List.of(one, run(2)), new PrintWriter(text, true));
        assertThat(text.toString()).containsPattern("small +2 +[0-9.]+ +- +[0-9.]+");
    }

    @Test
    void severalThreadsHaveNoPeak() {
        assertThat(run(2).peak()).isNull();
    }

    @Test
    void tableAndPictureTellBoth() {
        ShapeResult result = run(1);
        StringWriter text = new StringWriter();
        new ResultTable(List.of(result)).print(new PrintWriter(text, true));
        Drawing drawing = new RatioPicture(List.of(result), "a machine").draw(Theme.LIGHT);

        assertThat(text.toString()).contains("small, wrong: not timed").contains("differs");
        assertThat(drawing.labels())
                .extracting(label -> label.text())
                .contains("small", "wrong", "scalar", "differs", "depthwise, 1 thread");
        assertThat(drawing.labels()).allSatisfy(label -> {
            assertThat(label.left()).isNotNegative();
            assertThat(label.left() + label.width()).isLessThanOrEqualTo(drawing.width());
        });
    }

    @Test
    void jsonHasEveryRound() throws Exception {
        ShapeResult result = run(1);
        Path file = folder.resolve("results.json");
        ResultJson.write(file, Machine.current(), List.of(PeerLibrary.SCALAR), List.of(result));

        assertThat(Files.readString(file)).contains("\"seconds\" : null", "\"seconds\" : [", "peakFlopsPerSecond");
    }

    @Test
    void quantilesLieBetweenSamples() {
        Samples samples = new Samples(4, 1, 3, 2, 5);

        assertThat(samples.median()).isEqualTo(3);
        assertThat(samples.low()).isEqualTo(1.4, within(1e-12));
        assertThat(samples.high()).isEqualTo(4.6, within(1e-12));
        assertThat(Samples.geometricMean(List.of(0.5, 2.0, 8.0))).isEqualTo(2, within(1e-12));
    }
}
