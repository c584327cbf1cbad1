package tapline.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tapline.shape.ShapeException;

class GeneratorTest {
    @Test
    void startsWithTheNumbersThatEveryPyTorchUserKnows() {
        assertThat(new Generator(0).rand(5)).hasToString("tensor([0.4963, 0.7682, 0.0885, 0.1320, 0.3074])");
        assertThat(new Generator(0).randn(6))
                .hasToString("tensor([ 1.5410, -0.2934, -2.1788,  0.5684, -1.0845, -1.3986])");
    }

    @Test
    void countsOnlyTheLow32BitsOfASeed() {
        assertThat(new Generator((1L << 32) + 5).rand(3).equal(new Generator(5).rand(3)))
                .isTrue();
        assertThat(new Generator(6).rand(3).equal(new Generator(5).rand(3))).isFalse();
    }

    @Test
    void seedingForgetsTheHalfPair() {
        Generator generator = new Generator(3);
        Tensor first = generator.randn(1);
        assertThat(generator.randn(1).equal(first)).isFalse();
        assertThat(generator.manualSeed(3).randn(1).equal(first)).isTrue();
    }

    @Test
    void takes64BitsForWideRanges() {
        // Twins of the same draws: from range 2^28 on a number takes two.
        long[] narrow = new Generator(0).randint(0, (1L << 28) - 1, 4);
        long[] wide = new Generator(0).randint(0, 1L << 28, 2);
        long[] all = new Generator(0).randint(Long.MIN_VALUE, Long.MAX_VALUE, 2);
        MersenneTwister bits = new MersenneTwister(0);
        for (int i = 0; i < 2; i++) {
            long high = Integer.toUnsignedLong(bits.nextInt());
            long low = Integer.toUnsignedLong(bits.nextInt());
            assertThat(narrow[2 * i]).isEqualTo(high % ((1L << 28) - 1));
            assertThat(wide[i]).isEqualTo(low & (1L << 28) - 1);
            assertThat(all[i]).isEqualTo(Long.MIN_VALUE + Long.remainderUnsigned(high << 32 | low, -1));
        }
    }

    @Test
    void hasTheMomentsAsked() {
        for (DType dtype : DType.values()) {
            Tensor drawn = new Generator(1).normal(2, 0.5, dtype, 100_003);
            double[] values =
                    IntStream.range(0, 100_003).mapToDouble(drawn::element).toArray();
            double mean = DoubleStream.of(values).average().orElseThrow();
            double variance = DoubleStream.of(values)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow();
            assertThat(mean).isBetween(1.99, 2.01);
            assertThat(variance).isBetween(0.245, 0.255);
        }
    }

    @Test
    void permutesEveryNumberOnce() {
        int[] order = new Generator(9).randperm(1000);
        assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
        Arrays.sort(order);
        assertThat(order).isEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void givesEveryThreadItsOwnNumbers() throws Exception {
        Generator generator = new Generator(4);
        Callable<Tensor> draw = () -> generator.rand(DType.FLOAT64, 1000);
        double[] drawn;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Tensor>> results = threads.invokeAll(Collections.nCopies(64, draw));
            drawn = results.stream()
                    .flatMapToDouble(result -> Arrays.stream(result.resultNow().doubles()))
                    .sorted()
                    .toArray();
        }
        double[] expected =
                new Generator(4).rand(DType.FLOAT64, 64_000).doubles().clone();
        Arrays.sort(expected);
        assertThat(drawn).isEqualTo(expected);
    }

    @Test
    void refusesBadRanges() {
        Generator generator = new Generator(0);
        assertThatThrownBy(() -> generator.randint(5, 5, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("random_ expects 'from' to be less than 'to', but got from=5 >= to=5");
        assertThatThrownBy(() -> generator.randint(0, 5, -1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> generator.randperm(-1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> generator.uniform(1, 0, DType.FLOAT32, 2)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> generator.uniform(0, 1e39, DType.FLOAT32, 2)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> generator.uniform(Double.NaN, 1, DType.FLOAT64, 2))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> generator.normal(0, -1, DType.FLOAT32, 2)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Init.xavierNormal(generator, 1, DType.FLOAT32, 4))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("fewer than 2 dimensions");
    }
}
