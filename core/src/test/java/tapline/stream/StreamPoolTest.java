package tapline.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;
import tapline.shape.PoolOptions;
import tapline.tensor.Compute;

/// What a pool gives each signal is what a stream of its own would, in every bit.
class StreamPoolTest {
    private static Network causal(SplittableRandom random, int in, int out, int groups) {
        int kernelSize = random.nextInt(1, random.nextInt(3) == 0 ? 70 : 6);
        int dilation = random.nextInt(1, 5);
        int past = dilation * (kernelSize - 1);
        return Network.conv(
                random, new ConvGeometry(in, out, kernelSize, 1, dilation, groups, past, 0, PaddingMode.ZEROS));
    }

    private static Network network(SplittableRandom random) {
        int in = random.nextInt(1, 4);
        int wide = 2 * random.nextInt(1, 20);
        Network deep = causal(random, in, wide, 1)
                .then(Network.leakyRelu(wide))
                .then(causal(random, wide, wide, random.nextInt(4) == 0 ? wide : random.nextInt(1, 3)));
        BranchPlan.Join join = BranchPlan.Join.values()[random.nextInt(3)];
        Network joined = Network.join(join, List.of(deep, causal(random, in, wide, 1), causal(random, in, wide, 1)));
        Network chosen = joined.then(Network.select(joined.plan().outChannels(), 1, wide));
        return Network.identity(in).then(chosen).then(causal(random, wide - 1, random.nextInt(1, 4), 1));
    }

    /// Signals come and go, are saved and go on elsewhere; beside each goes a stream of its own.
    private static void check(SplittableRandom random, StreamPlan plan, boolean isTogether) {
        StreamPool pool = new StreamPool(plan, random.nextInt(1, 40));
        assertThat(pool.isTogether()).isEqualTo(isTogether);
        Stream[] streams = new Stream[pool.capacity()];
        float[] in = new float[pool.capacity() * plan.inChannels()];
        float[] out = new float[pool.capacity() * plan.outChannels()];
        float[] expected = new float[plan.outChannels()];
        for (int step = 0; step < 120; step++) {
            change(random, pool, streams, plan);
            System.arraycopy(RandomCases.floats(random, in.length), 0, in, 0, in.length);
            Arrays.fill(out, Float.NaN);
            pool.push(in, out);
            for (int slot = 0; slot < streams.length; slot++) {
                int at = slot * expected.length;
                Arrays.fill(expected, Float.NaN);
                if (streams[slot] != null) {
                    streams[slot].push(in, slot * plan.inChannels(), 1, expected, 0);
                }
                Streaming.assertSameBits(Arrays.copyOfRange(out, at, at + expected.length), expected);
            }
        }
    }

    private static void change(SplittableRandom random, StreamPool pool, Stream[] streams, StreamPlan plan) {
        int slot = random.nextInt(streams.length);
        if (random.nextInt(3) == 0 && Arrays.asList(streams).contains(null)) {
            streams[pool.add()] = plan.start();
        } else if (streams[slot] != null) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    pool.remove(slot);
                    streams[slot] = null;
                }
                case 1 -> streams[slot].restore(pool.snapshot(slot));
                case 2 -> pool.restore(slot, streams[slot].snapshot());
                default -> assertThat(pool.snapshot(slot)).hasSameSizeAs(streams[slot].snapshot());
            }
        }
    }

    /// Until then, only plain loops run.
    @BeforeAll
    static void useVectors() {
        Compute.warmUp();
    }

    @Test
    void isAStreamForEachSignal() {
        RandomCases.forEach(60, random -> check(random, network(random).plan(), true));
    }

    @Test
    void isSoForOtherPlansToo() {
        ConvGeometry repeating = new ConvGeometry(2, 3, 4, 1, 1, 1, 3, 0, PaddingMode.REPLICATE);
        RandomCases.forEach(
                5, random -> check(random, StreamPlan.conv(repeating, RandomCases.floats(random, 24), null), false));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        StreamPlan two = StreamPlan.identity(2);
        assertThatThrownBy(() -> new StreamPool(StreamPlan.averagePool(2, PoolOptions.of(2)), 1))
                .hasMessage("expected a network that gives a frame at once for each, but this one gives 1:2 with a "
                        + "latency of 1");
        assertThatThrownBy(() -> new StreamPool(two, 0)).hasMessage("expected at least 1 slot, but got 0");
        StreamPool pool = new StreamPool(two, 3);
        assertThat(pool.capacity()).isEqualTo(16);
        assertThatThrownBy(() -> pool.push(new float[31], new float[32]))
                .hasMessage("expected frames of 2 and 2 channels for 16 slots, but got arrays of 31 and 32");
        assertThatThrownBy(() -> pool.snapshot(0)).hasMessage("expected a slot that add() has given, but got 0");
        assertThatThrownBy(() -> pool.remove(-1)).hasMessage("expected a slot that add() has given, but got -1");
        for (int i = 0; i < 16; i++) {
            assertThat(pool.add()).isEqualTo(i);
        }
        assertThatThrownBy(pool::add).hasMessage("all 16 slots are taken: expected remove of one first");
        Stream finished = two.start();
        finished.finish(new float[0], 0);
        assertThatThrownBy(() -> pool.restore(3, finished.snapshot()))
                .hasMessage("this snapshot is of a signal that is finished");
        assertThatThrownBy(() -> pool.restore(3, new byte[3])).hasMessageContaining("expected a stream's snapshot");
    }
}
