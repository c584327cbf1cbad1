package tapline.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.PaddingMode;
import tapline.shape.ShapeException;
import tapline.tensor.Compute;

/// A stream beside its results: what it says of itself, what it refuses, and that it allocates nothing.
class StreamTest {
    private static final SplittableRandom RANDOM = new SplittableRandom(1);

    private static Network conv(int in, int out, int kernelSize, int stride, int left, int right) {
        return Network.conv(
                RANDOM, new ConvGeometry(in, out, kernelSize, stride, 1, 1, left, right, PaddingMode.ZEROS));
    }

    /// Until then, only plain loops run.
    @BeforeAll
    static void useVectors() {
        Compute.warmUp();
    }

    @Test
    void paddingOnTheRightIsLatency() {
        assertThat(conv(1, 1, 5, 1, 4, 0).plan().latency()).isZero();
        assertThat(conv(1, 1, 5, 1, 2, 2).plan().latency()).isEqualTo(2);
        assertThat(conv(1, 1, 5, 1, 2, 2).then(conv(1, 1, 3, 1, 1, 1)).plan().latency())
                .isEqualTo(3);
    }

    @Test
    void cuttingWhatPaddingMadeTakesTheLatencyAway() {
        Network padded = conv(2, 3, 5, 1, 4, 4);

        assertThat(padded.plan().latency()).isZero();
        assertThat(padded.cutRight(4).plan().latency()).isZero();
        assertThat(padded.then(Network.leakyRelu(3)).cutRight(4).plan().latency())
                .isZero();
        assertThat(padded.cutRight(5).plan().latency()).isEqualTo(1);
        assertThat(padded.cutRight(4).plan().start().maxTail()).isZero();
    }

    @Test
    void receptiveFieldsAddUp() {
        assertThat(conv(1, 1, 3, 1, 2, 0).plan().receptiveField()).isEqualTo(3);
        Network stack = conv(1, 1, 3, 2, 2, 0).then(conv(1, 1, 3, 1, 2, 0));
        assertThat(stack.plan().receptiveField()).isEqualTo(7);
        Network residual = Network.join(BranchPlan.Join.SUM, List.of(stack, conv(1, 1, 9, 2, 4, 4)));
        assertThat(residual.plan().receptiveField()).isEqualTo(11);
    }

    @Test
    void aSampleAtATimeIsTheSameAsArrays() {
        Network network = conv(1, 4, 3, 1, 2, 0).then(conv(4, 1, 5, 1, 4, 0));
        Planar x = new Planar(RandomCases.floats(RANDOM, 40), 1, 40);
        Stream stream = network.plan().start();
        float[] out = new float[40];
        for (int i = 0; i < 40; i++) {
            out[i] = stream.push(x.data()[i]);
        }

        Streaming.assertSameBits(out, network.batch().apply(x).data());
        assertThatThrownBy(() -> conv(1, 1, 3, 1, 1, 1).plan().start().push(1f))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a latency of 1");
        Stream late = StreamPlan.conv(new ConvGeometry(1, 1, 3, 1, 1, 1, 1, 1, PaddingMode.ZEROS), new float[3], null)
                .start();
        late.prime(x.data(), 0, 5);
        assertThatThrownBy(() -> late.push(1f)).hasMessageContaining("a latency of 1");
    }

    @Test
    void weightsOfAnotherNumberAreRefused() {
        ConvGeometry geometry = new ConvGeometry(2, 4, 3, 1, 1, 2, 0, 0, PaddingMode.ZEROS);
        assertThatThrownBy(() -> StreamPlan.conv(geometry, new float[24], null))
                .isInstanceOf(ShapeException.class)
                .hasMessage("expected 12 weights, but got 24");
        assertThatThrownBy(() -> StreamPlan.convTranspose(
                        new ConvTransposeGeometry(2, 4, 3, 1, 0, 0, 1, 2), new float[12], new float[2]))
                .hasMessage("expected a bias of 4 channels, but got 2");
    }

    @Test
    void primingIsPushingWithoutTheOutput() {
        Network network = conv(2, 3, 7, 1, 6, 0);
        Planar x = new Planar(RandomCases.floats(RANDOM, 2 * 300), 2, 300);
        Stream stream = network.plan().start();
        stream.prime(x.interleaved(), 0, 200);

        float[] rest = Streaming.push(stream, x.interleaved(), 200, 100, new float[0]);
        float[] expected = network.batch().apply(x).interleaved();
        Streaming.assertSameBits(rest, Arrays.copyOfRange(expected, 200 * 3, 300 * 3));
    }

    @Test
    void whatIsRefusedChangesNothing() {
        Network network = conv(2, 3, 3, 1, 2, 2);
        Planar x = new Planar(RandomCases.floats(RANDOM, 2 * 20), 2, 20);
        float[] in = x.interleaved();
        Stream stream = network.plan().start();
        float[] out = Streaming.push(stream, in, 0, 10, new float[0]);

        assertThatThrownBy(() -> stream.push(in, 0, 21, new float[100], 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("expected 21 frames of 2 channels from 0 on, but got an array of 40");
        assertThatThrownBy(() -> stream.push(in, -1, 1, new float[100], 0)).hasMessageContaining("from -1 on");
        assertThatThrownBy(() -> stream.push(in, 0, -1, new float[100], 0)).hasMessageContaining("expected -1 frames");
        assertThatThrownBy(() -> stream.push(in, 0, 3, new float[8], 0))
                .hasMessage("3 frames of 3 channels come out: expected room for them from 0 on, but got an array of 8");
        assertThatThrownBy(() -> stream.finish(new float[5], 0)).hasMessageContaining("2 frames of 3 channels");

        out = Streaming.finish(stream, Streaming.push(stream, in, 10, 10, out));
        Streaming.assertSameBits(out, network.batch().apply(x).interleaved());
        assertThatThrownBy(() -> stream.push(in, 0, 1, new float[100], 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this stream is finished: expected reset() first");
        assertThatThrownBy(() -> stream.finish(new float[100], 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void paddingThatNeedsTheFutureIsRefusedWithTheReason() {
        assertThatThrownBy(() -> StreamPlan.conv(
                        new ConvGeometry(1, 1, 3, 1, 1, 1, 1, 1, PaddingMode.REFLECT), new float[3], null))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the first outputs see later samples, mirrored");
        assertThatThrownBy(() -> StreamPlan.conv(
                        new ConvGeometry(1, 1, 3, 1, 1, 1, 1, 1, PaddingMode.CIRCULAR), new float[3], null))
                .hasMessageContaining("the first outputs see the last samples of the signal");
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        StreamPlan two = StreamPlan.identity(2);
        assertThatThrownBy(() -> two.then(StreamPlan.identity(3)))
                .hasMessage("a part that takes 3 channels can't follow one that gives 2");
        assertThatThrownBy(() -> StreamPlan.sum(List.of(two, StreamPlan.upsample(2, 3))))
                .hasMessage("branches that are joined must give as many frames: one gives 1:1, another 3:1");
        assertThatThrownBy(() -> StreamPlan.sum(List.of(two, StreamPlan.select(2, 0, 1))))
                .hasMessage("branches of a sum must give the same channels: one gives 2, another 1");
        assertThatThrownBy(() -> StreamPlan.input().start()).hasMessageContaining("how many channels go in");
    }

    @Test
    void branchesOfDifferentLengthAreRefusedAtTheEnd() {
        Network network = Network.join(BranchPlan.Join.SUM, List.of(conv(1, 1, 3, 1, 0, 0), Network.identity(1)));
        Stream stream = network.plan().start();
        stream.prime(new float[10], 0, 10);

        assertThatThrownBy(() -> stream.finish(new float[10], 0))
                .isInstanceOf(ShapeException.class)
                .hasMessage("branches that are joined give different numbers of frames for 10 that go in: 8 and 10");
    }

    @Test
    void aSecondThreadIsRefused() {
        AtomicReference<Stream> stream = new AtomicReference<>();
        AtomicReference<Throwable> refused = new AtomicReference<>();
        // The network itself is where the second thread comes in: the first is surely inside then.
        StreamPlan plan = StreamPlan.function(1, "another thread", (x, y, from, to) -> {
            Thread second = new Thread(() -> stream.get().push(1f));
            second.setUncaughtExceptionHandler((_, e) -> refused.set(e));
            second.start();
            try {
                second.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        stream.set(plan.start());
        stream.get().push(1f);

        assertThat(refused.get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("another thread is using this stream: expected a stream for each thread");
    }

    @Test
    void pushingAllocatesNothing() {
        assertPushingAllocatesNothing(RandomNetworks.everyPart(RANDOM).plan());
        ConvGeometry longKernel = new ConvGeometry(16, 40, 15, 1, 1, 1, 14, 0, PaddingMode.ZEROS);
        assertPushingAllocatesNothing(
                StreamPlan.conv(longKernel, RandomCases.floats(RANDOM, 40 * longKernel.terms()), null));
    }

    private static void assertPushingAllocatesNothing(StreamPlan plan) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Stream stream = plan.start();
        float[] in = RandomCases.floats(RANDOM, 300 * stream.inChannels());
        float[] out = new float[(stream.maxFrames(300) + stream.maxTail()) * stream.outChannels()];
        long least = Long.MAX_VALUE;
        // Compilers allocate in their own threads; this one's first calls load classes, and calls that are not compiled
        // yet make objects that compiled ones do without.
        for (int run = 0; run < 2000 && least > 0; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int frame = 0; frame < 40; frame++) {
                stream.push(in, frame * stream.inChannels(), 1, out, 0);
            }
            stream.push(in, 0, 300, out, 0);
            stream.finish(out, 0);
            stream.reset();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}
