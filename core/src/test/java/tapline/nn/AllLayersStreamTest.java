package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.GradCheck;
import tapline.shape.Interpolation;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.stream.Streaming;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// Every layer streams what it computes, in every bit, or says why it can't. A new layer that says neither fails.
class AllLayersStreamTest {
    private static final Set<Class<?>> NEVER_STREAMED = Set.of(
            AdaptiveAvgPool1d.class,
            AdaptiveMaxPool1d.class,
            GroupNorm.class,
            InstanceNorm1d.class,
            LayerNorm.class,
            Flatten.class,
            Linear.class,
            M5.class);

    private static final int LENGTH = 61;

    static Stream<AllLayersTest.Entry> catalogue() {
        return AllLayersTest.catalogue();
    }

    static Stream<AllLayersTest.Entry> streamed() {
        return catalogue().filter(entry -> isStreamed(entry.make(DType.FLOAT32, 1), entry));
    }

    private static boolean isStreamed(Module module, AllLayersTest.Entry entry) {
        try {
            module.eval().streamAfter(StreamPlan.identity(entry.input().size(1)));
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void saysWhetherItStreams(AllLayersTest.Entry entry) {
        Module module = entry.make(DType.FLOAT32, 1).eval();
        if (!isStreamed(module, entry)) {
            assertThatThrownBy(() ->
                            module.streamAfter(StreamPlan.identity(entry.input().size(1))))
                    .hasMessageContaining(" can't be streamed: ")
                    .hasMessageNotContaining("it does not say how");
        }
    }

    @Test
    void onlyTheseNeverStream() {
        assertThat(catalogue().map(entry -> entry.make(DType.FLOAT32, 1).getClass()))
                .allSatisfy(type -> assertThat(
                                streamed().anyMatch(entry -> type.isInstance(entry.make(DType.FLOAT32, 1))))
                        .as("%s streams", type)
                        .isEqualTo(!NEVER_STREAMED.contains(type)));
    }

    @ParameterizedTest
    @MethodSource("streamed")
    void givesTheBitsOfTheBatch(AllLayersTest.Entry entry) {
        Module module = entry.make(DType.FLOAT32, 1);
        int channels = entry.input().size(1);
        // In training first, so that running statistics are not those of the beginning.
        module.forward(random(4, channels));
        check(module.eval(), channels);
    }

    private static void check(Module module, int channels) {
        Tensor x = random(1, channels);
        float[] expected = interleaved(module.forward(x));
        float[] input = interleaved(x);
        for (int longest : new int[] {1, 7, 200}) {
            SplittableRandom random = new SplittableRandom(longest);
            tapline.stream.Stream stream =
                    module.streamAfter(StreamPlan.identity(channels)).start();
            Streaming.assertSameBits(Streaming.all(stream, input, random, longest), expected);
        }
    }

    @Test
    void otherBuildsDoToo() {
        Generator generator = new Generator(1);
        check(Upsample.of(Interpolation.by(3)), 2);
        check(new GLU(-2), 4);
        check(new Softmax(-2), 5);
        check(new LogSoftmax(-2), 5);
        check(new PReLU(), 3);
        check(new Softplus(2, 1), 3);
        check(InstanceNorm1d.of(3).trackRunningStats(true).build().eval(), 3);
        check(new Dropout(0), 2);
        check(BatchNorm1d.of(3).affine(false).build().eval(), 3);
        check(WaveNetBlock.of(2, 3, 2).last(true).generator(generator).build(), 2);
        check(
                InceptionBlock.of(3, 2)
                        .bottleneck(0)
                        .kernelSizes(3, 8)
                        .residual(false)
                        .generator(generator)
                        .build()
                        .eval(),
                3);
    }

    @Test
    void whatIsRefusedIsNamedByItsPlace() {
        Module norm = LayerNorm.of(3, 9).build();
        Module net = Sequential.of(Conv1d.of(1, 3, 1).build(), Sequential.of(new ReLU(), norm));
        assertThatThrownBy(net::stream)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("1.1: " + norm + " can't be streamed: its mean and variance are those of the whole signal");
        assertThatThrownBy(() -> TemporalConvNet.of(1).channels(2).build().stream())
                .hasMessage("network.0.drop1: Dropout(p=0.2, inplace=False) can't be streamed: in training it drops "
                        + "samples at random: expected eval() first");
        assertThatThrownBy(() -> BatchNorm1d.of(1).build().stream())
                .hasMessageEndingWith("those of the whole signal in training: expected eval() first");
        Module mirrored = Conv1d.of(1, 1, 3)
                .padding(Padding.of(1))
                .paddingMode(PaddingMode.CIRCULAR)
                .build();
        assertThatThrownBy(() -> Sequential.of(mirrored).stream())
                .hasMessageStartingWith("0: Conv1d(1, 1")
                .hasMessageContaining("can't be streamed: with padding_mode='circular'");
    }

    @Test
    void sharesAreOfChannelsOnly() {
        StreamPlan three = StreamPlan.identity(3);
        for (int inTime : new int[] {2, -1}) {
            assertThatThrownBy(() -> new Softmax(inTime).streamAfter(three))
                    .hasMessageEndingWith(
                            "can't be streamed: it adds up the whole signal: expected dim=1, the channels");
            assertThatThrownBy(() -> new LogSoftmax(inTime).streamAfter(three))
                    .hasMessageStartingWith("LogSoftmax(dim=" + inTime + ") can't be streamed: it adds up the whole");
        }
        assertThatThrownBy(() -> new Softmax(0).streamAfter(three))
                .hasMessageContaining("it adds up a batch of signals");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        StreamPlan three = StreamPlan.identity(3);
        assertThatThrownBy(() -> new GLU(1).streamAfter(three)).hasMessageEndingWith("halves channels, but gets 3");
        assertThatThrownBy(() -> PReLU.of(2).streamAfter(three))
                .hasMessageEndingWith("it has 2 weights, but gets 3 channels");
        assertThatThrownBy(() -> new PReLU(1, 0, DType.FLOAT64).streamAfter(three))
                .hasMessageContaining("streams are of float32");
        assertThatThrownBy(() -> Upsample.of(Interpolation.by(41)).streamAfter(three))
                .hasMessageContaining("not repeated equally often");
        assertThatThrownBy(() -> Upsample.of(Interpolation.by(1.5)).streamAfter(three))
                .hasMessageContaining("expected whole factors");
        assertThatThrownBy(() -> new ReLU().stream())
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("how many channels go in is not known");
    }

    private static Tensor random(int batch, int channels) {
        return GradCheck.random(batch, channels, LENGTH).mul(7).to(DType.FLOAT32);
    }

    /// The only signal of a batch, frame by frame.
    private static float[] interleaved(Tensor x) {
        return x.select(0, 0).transpose(0, 1).floats();
    }
}
