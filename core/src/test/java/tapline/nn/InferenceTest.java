package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;
import tapline.shape.Padding;
import tapline.shape.PoolOptions;
import tapline.tensor.Functional;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

class InferenceTest {
    private static final int CASES = 60;
    private static final int BATCH = 2;
    private static final int IN = 3;
    private static final double HALF_ULP = 0x1p-24;

    @Test
    void randomNetworksGiveTheSameBits() {
        RandomCases.forEach(CASES, random -> {
            int channels = random.nextInt(1, 9);
            List<Module> layers = new ArrayList<>(List.of(conv(random, IN, channels)));
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                layers.add(randomLayer(random, channels));
            }
            checkBits(Sequential.of(layers), random);
        });
    }

    @Test
    void namedNetworksGiveTheSameBits() {
        RandomCases.forEach(CASES / 4, random -> {
            int channels = random.nextInt(1, 9);
            checkBits(TemporalConvNet.of(IN, 2).channels(channels, channels, 5).build(), random);
            checkBits(WaveNet.of(IN, 2).channels(channels).layers(3).stacks(2).build(), random);
            checkBits(WaveNetBlock.of(IN, channels, 2).dilation(2).build(), random);
        });
    }

    /// Adds its input, and keeps what it was given and what it gave.
    private static final class Keeper extends Module {
        private final List<Tensor> kept = new ArrayList<>();

        @Override
        public Tensor forward(Tensor input) {
            Tensor output = input.add(input);
            kept.add(input);
            kept.add(output);
            return output;
        }
    }

    @Test
    void whatAModuleOfOnesOwnKeepsIsNotOverwritten() {
        Keeper keeper = new Keeper();
        Module network = Sequential.of(new Tanh(), keeper, new ReLU(), new Tanh(), new Sigmoid())
                .eval();
        Module inference = network.forInference();
        Tensor input = Tensor.of(-1f, 0.5f, 2f);
        for (int call = 0; call < 3; call++) {
            inference.forward(input);
        }
        Tensor expected = new Tanh().forward(input);
        for (int i = 0; i < keeper.kept.size(); i += 2) {
            assertThat(keeper.kept.get(i).equal(expected)).isTrue();
            assertThat(keeper.kept.get(i + 1).equal(expected.add(expected))).isTrue();
        }
    }

    @Test
    void resultsOfEarlierCallsStayAsTheyAre() {
        Module inference = TemporalConvNet.of(IN).channels(4, 4).build().eval().forInference();
        Tensor first = inference.forward(Tensor.ones(1, IN, 20));
        Tensor copy = first.copy();
        inference.forward(Tensor.zeros(1, IN, 20));
        assertThat(first.equal(copy)).isTrue();
    }

    @Test
    void threadsDoNotDisturbEachOther() {
        RandomCases.forEach(1, random -> {
            Module network = TemporalConvNet.of(IN).channels(8, 8).build().eval();
            Module inference = network.forInference();
            List<Tensor> inputs = IntStream.range(0, 64)
                    .mapToObj(_ -> input(random, random.nextInt(1, 200)))
                    .toList();
            List<Tensor> results =
                    inputs.parallelStream().map(inference::forward).toList();
            for (int i = 0; i < inputs.size(); i++) {
                assertSameBits(results.get(i), network.forward(inputs.get(i)));
            }
        });
    }

    @Test
    void aFoldedBatchNormRoundsALittleDifferently() {
        RandomCases.forEach(CASES, random -> {
            int channels = random.nextInt(1, 9);
            Conv1d conv = conv(random, IN, channels);
            BatchNorm1d norm =
                    BatchNorm1d.of(channels).affine(random.nextBoolean()).build();
            Module network = Sequential.of(conv, norm);
            network.forward(plainInput(random, 40));
            network.eval();
            Tensor input = plainInput(random, random.nextInt(20, 60));
            Tensor actual = network.forInference().forward(input);
            Tensor expected = GradMode.noGrad(() -> network.forward(input));
            // The rounding of the products, of their sum, of scale and shift, and of the two ways to apply them.
            Tensor sums = GradMode.noGrad(() -> Functional.conv1d(
                    input.abs(), conv.weight().tensor().abs(), magnitudes(conv, channels), conv.options()));
            int terms = conv.geometry(40).terms();
            for (int i = 0; i < actual.floats().length; i++) {
                int c = i / actual.size(-1) % channels;
                double scale = scale(norm, c);
                double shift = Math.abs(norm.runningMean().orElseThrow().floats()[c] * scale) + 1;
                double bound = 2 * HALF_ULP * (terms + 4) * (sums.floats()[i] * scale + shift);
                assertThat(Math.abs((double) actual.floats()[i] - expected.floats()[i]))
                        .isLessThanOrEqualTo(bound);
            }
        });
    }

    private static Tensor magnitudes(Conv1d conv, int channels) {
        return conv.bias().map(bias -> bias.tensor().abs()).orElse(Tensor.zeros(channels));
    }

    private static double scale(BatchNorm1d norm, int c) {
        return 1 / Math.sqrt(norm.runningVariance().orElseThrow().floats()[c] + norm.eps());
    }

    @Test
    void aConvolutionThatOthersReadKeepsItsOwnWeight() {
        Conv1d conv = Conv1d.of(1, 1, 1).bias(false).build();
        conv.weight().set(Tensor.ones(1, 1, 1));
        BatchNorm1d norm = BatchNorm1d.of(1).eps(3).build();
        Module network = new Module() {
            @Override
            public Tensor forward(Tensor input) {
                Tensor plain = conv.forward(input);
                return norm.forward(plain).add(plain);
            }

            @Override
            public InferenceValue inferAfter(InferenceValue before) {
                InferenceValue plain = before.through(conv);
                return plain.through(norm).add(plain);
            }
        };
        network.eval();
        norm.eval();
        conv.eval();
        assertThat(network.forInference().forward(Tensor.ones(1, 1, 1)).floats())
                .containsExactly(1.5f);
    }

    @Test
    void aCallAllocatesLittleButItsResult() {
        Module network = TemporalConvNet.of(IN).channels(16, 16, 16).build().eval();
        Module inference = network.forInference();
        Tensor input = Tensor.ones(1, IN, 4096);
        // What the scalar kernel needs beside its result, both allocate.
        assertThat(allocated(() -> inference.forward(input)))
                .isLessThan(GradMode.noGrad(() -> allocated(() -> network.forward(input))) / 3);
    }

    /// The fewest bytes that a call of several allocates.
    private static long allocated(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            call.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void trainingModeIsRefusedByName() {
        Module network = TemporalConvNet.of(IN).channels(4).build().eval();
        network.namedChildren().get("network").train();
        assertThatThrownBy(network::forInference)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("expected a network in use, but network behaves as in training: call eval() first");
    }

    private static Conv1d conv(SplittableRandom random, int in, int out) {
        return Conv1d.of(in, out, random.nextInt(1, 5))
                .padding(Padding.SAME)
                .dilation(random.nextInt(1, 4))
                .bias(random.nextBoolean())
                .build();
    }

    private static Module randomLayer(SplittableRandom random, int channels) {
        return switch (random.nextInt(12)) {
            case 0 -> new ReLU();
            case 1 -> new PReLU();
            case 2 -> PReLU.of(channels);
            case 3 -> new GELU();
            case 4 -> GroupNorm.of(1, channels).build();
            case 5 -> new Dropout();
            case 6 -> MaxPool1d.of(PoolOptions.of(3).stride(1).padding(1));
            case 7 ->
                Conv1d.of(channels, channels, 3).padding(1).weightNorm(true).build();
            case 8 -> TemporalBlock.of(channels, channels, 2).build();
            case 9 -> Sequential.of(new Tanh(), conv(random, channels, channels));
            case 10 -> Sequential.of(new Softsign(), BatchNorm1d.of(channels).build(), new Sigmoid());
            default -> conv(random, channels, channels);
        };
    }

    /// Twice with one length and once with another: memory of one call meets the next.
    private static void checkBits(Module network, SplittableRandom random) {
        Module inference = network.eval().forInference();
        int length = random.nextInt(1, 60);
        for (int samples : new int[] {length, length, random.nextInt(1, 60)}) {
            Tensor input = input(random, samples);
            Tensor given = input.copy();
            assertSameBits(inference.forward(input), GradMode.noGrad(() -> network.forward(input)));
            assertSameBits(input, given);
        }
    }

    private static Tensor input(SplittableRandom random, int length) {
        return Tensor.wrap(RandomCases.floatsWithSpecials(random, BATCH * IN * length), BATCH, IN, length);
    }

    private static Tensor plainInput(SplittableRandom random, int length) {
        return Tensor.wrap(RandomCases.floats(random, BATCH * IN * length), BATCH, IN, length);
    }

    private static void assertSameBits(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(Arrays.equals(actual.floats(), expected.floats())).isTrue();
    }
}
