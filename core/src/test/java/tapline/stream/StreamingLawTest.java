package tapline.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;
import tapline.RandomConvs;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.PaddingMode;
import tapline.shape.ShapeException;
import tapline.tensor.Compute;

/// What a stream gives is what the batch gives, in every bit, however the signal is cut.
class StreamingLawTest {
    private static final int[] LONGEST = {1, 2, 3, 7, 16, 33, 200};

    /// Until then, only plain loops run.
    @BeforeAll
    static void useVectors() {
        Compute.warmUp();
    }

    @Test
    void holdsForConvolutions() {
        RandomCases.forEach(400, random -> {
            RandomConvs.Case<ConvGeometry> conv = RandomConvs.conv(random);
            ConvGeometry g = conv.geometry();
            boolean isStreamed = g.paddingMode() == PaddingMode.ZEROS || g.paddingMode() == PaddingMode.REPLICATE;
            if (isStreamed) {
                check(random, Network.conv(random, g), conv.length());
            }
        });
    }

    @Test
    void holdsForTransposedConvolutions() {
        RandomCases.forEach(300, random -> {
            RandomConvs.Case<ConvTransposeGeometry> conv = RandomConvs.transposed(random);
            check(random, Network.convTranspose(random, conv.geometry()), conv.length());
        });
    }

    @Test
    void holdsForNetworks() {
        RandomCases.forEach(600, random -> check(random, RandomNetworks.of(random), random.nextInt(1, 150)));
    }

    private static void check(SplittableRandom random, Network network, int length) {
        Stream stream = network.plan().start();
        checkSignal(random, network, stream, length);
        stream.reset();
        // Nothing is left of the first one.
        checkSignal(random, network, stream, random.nextInt(1, length + 1));
        checkTiming(network.plan(), length);
    }

    private static void checkSignal(SplittableRandom random, Network network, Stream stream, int length) {
        int channels = network.plan().inChannels();
        Planar x = new Planar(values(random, channels * length), channels, length);
        float[] expected;
        try {
            expected = network.batch().apply(x).interleaved();
        } catch (ShapeException e) {
            // Too short for the batch.
            expected = new float[0];
        }
        int longest = LONGEST[random.nextInt(LONGEST.length)];
        Streaming.assertSameBits(Streaming.all(stream, x.interleaved(), random, longest), expected);
    }

    /// Output frames come when the plan says, and not later than its latency.
    private static void checkTiming(StreamPlan plan, int length) {
        for (long received = 1; received <= length; received++) {
            long given = plan.emitted(received);
            assertThat(plan.waitsFor(given)).as("what is next").isGreaterThanOrEqualTo(received);
            if (given > 0) {
                assertThat(plan.waitsFor(given - 1)).as("what came").isLessThan(received);
                long own = (given - 1) * plan.rate().inputs() / plan.rate().outputs();
                assertThat(plan.waitsFor(given - 1) - own).isLessThanOrEqualTo(plan.latency());
            }
        }
    }

    /// Mostly numbers between -1 and 1, in some cases with the special ones among them.
    private static float[] values(SplittableRandom random, int count) {
        float[] special = {-0f, 0f, Float.POSITIVE_INFINITY, Float.NaN, 1e-42f, Float.MAX_VALUE};
        float[] values = RandomCases.floats(random, count);
        if (random.nextInt(4) == 0) {
            for (int i = 0; i < 3; i++) {
                values[random.nextInt(count)] = special[random.nextInt(special.length)];
            }
        }
        return values;
    }
}
