package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tapline.RandomCases;
import tapline.RandomConvs;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;

@Timeout(60)
class ParallelTest {
    @Test
    void everyTaskRunsOnce() {
        AtomicIntegerArray runs = new AtomicIntegerArray(1000);
        Parallel.withThreads(4, () -> {
            Parallel.run(1000, runs::incrementAndGet);
            return null;
        });
        assertThat(IntStream.range(0, 1000).map(runs::get)).containsOnly(1);
    }

    @Test
    void nestedAndConcurrentCallsFromAnyThreadEnd() throws Exception {
        Callable<Integer> nested = () -> Parallel.withThreads(3, () -> {
            AtomicIntegerArray runs = new AtomicIntegerArray(64);
            Parallel.run(8, outer -> Parallel.run(8, inner -> runs.incrementAndGet(outer * 8 + inner)));
            return IntStream.range(0, 64).map(runs::get).sum();
        });
        List<Callable<Integer>> calls = java.util.Collections.nCopies(50, nested);
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
                ForkJoinPool pool = new ForkJoinPool(2)) {
            for (ExecutorService executor : List.of(virtual, pool)) {
                for (var result : executor.invokeAll(calls)) {
                    assertThat(result.get()).isEqualTo(64);
                }
            }
        }
    }

    @Test
    void whatATaskThrowsIsThrownToTheCaller() {
        assertThatThrownBy(() -> Parallel.withThreads(2, () -> {
                    Parallel.run(10, task -> {
                        if (task == 7) {
                            throw new IllegalArgumentException("task 7");
                        }
                    });
                    return null;
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("task 7");
    }

    @Test
    void partsOfAProblemHaveTheBitsOfTheWhole() {
        RandomCases.forEach(300, random -> {
            RandomConvs.Case<ConvGeometry> conv = RandomConvs.conv(random);
            ConvGeometry geometry = conv.geometry();
            int batch = random.nextInt(1, 4);
            int count = geometry.outputLength(conv.length());
            float[] x = RandomCases.floats(random, batch * geometry.inChannels() * conv.length());
            float[] w = RandomCases.floats(random, geometry.outChannels() * geometry.terms());
            float[] whole = new float[batch * geometry.outChannels() * count];
            float[] parts = new float[whole.length];
            ConvProblem problem = new ConvProblem(geometry, batch, conv.length(), OutputRows.full(count));
            ConvKernel kernel = random.nextBoolean() ? new ScalarConvKernel() : new VectorConvKernel();
            kernel.run(problem, x, w, null, whole);
            int cut = random.nextInt(count + 1);
            int runs = random.nextInt(1, 4);
            kernel.run(problem.ofResults(0, cut), x, w, null, parts);
            for (int run = 0; run < runs; run++) {
                kernel.run(problem.ofResults(cut, count).ofSignals(run, runs), x, w, null, parts);
            }
            assertThat(parts).isEqualTo(whole);
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 8000", "2, 3000", "5, 1200", "16, 400"})
    void largeConvolutionsAreSplitWithoutATrace(int batch, int length) {
        ConvGeometry geometry = new ConvGeometry(32, 32, 5, 1, 2, 1, 8, 0, PaddingMode.ZEROS);
        int count = geometry.outputLength(length);
        SplittableRandom random = new SplittableRandom(length);
        float[] x = RandomCases.floats(random, batch * geometry.inChannels() * length);
        float[] w = RandomCases.floats(random, geometry.outChannels() * geometry.terms());
        ConvProblem problem = new ConvProblem(geometry, batch, length, OutputRows.full(count));
        AtomicInteger parts = new AtomicInteger();
        ConvKernel scalar = new ScalarConvKernel();
        ParallelConvKernel kernel = new ParallelConvKernel(counting(scalar, parts));
        for (ConvWeights weights : List.of(ConvWeights.once(w, null), ConvWeights.kept(w, null, null))) {
            float[] whole = new float[batch * geometry.outChannels() * count];
            float[] split = new float[whole.length];
            parts.set(0);
            scalar.run(problem, x, weights, whole);
            Parallel.withThreads(3, () -> {
                kernel.run(problem, x, weights, split);
                return null;
            });
            assertThat(split).isEqualTo(whole);
            assertThat(parts.get()).isGreaterThanOrEqualTo(3);
        }
    }

    private static ConvKernel counting(ConvKernel kernel, AtomicInteger calls) {
        return new ConvKernel() {
            @Override
            public String name() {
                return kernel.name();
            }

            @Override
            public void run(ConvProblem problem, float[] x, ConvWeights weights, float[] y) {
                calls.incrementAndGet();
                kernel.run(problem, x, weights, y);
            }
        };
    }
}
