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
            int tile = random.nextInt(problem.tiles() + 1);
            for (int run = 0; run < runs; run++) {
                ConvProblem rest =
                        problem.ofResults(cut, count).ofSignals(batch * run / runs, batch * (run + 1) / runs);
                kernel.run(rest.ofTiles(0, tile), x, w, null, parts);
                kernel.run(rest.ofTiles(tile, problem.tiles()), x, w, null, parts);
            }
            assertThat(parts).isEqualTo(whole);
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 4", "1, 4", "3, 8", "8, 3", "40, 8", "40, 2", "40, 3"})
    void tasksRunOnceWhateverTheirNumber(int tasks, int threads) {
        AtomicIntegerArray runs = new AtomicIntegerArray(Math.max(1, tasks));
        Parallel.withThreads(threads, () -> {
            for (int round = 0; round < 100; round++) {
                Parallel.run(tasks, runs::incrementAndGet);
            }
            return null;
        });
        assertThat(IntStream.range(0, tasks).map(runs::get)).allMatch(count -> count == 100);
    }

    @Test
    void anInterruptedCallerWaitsAndStaysInterrupted() {
        AtomicInteger ended = new AtomicInteger();
        Thread.currentThread().interrupt();
        Parallel.withThreads(2, () -> {
            Parallel.run(8, _ -> {
                fill(new float[100_000]);
                ended.incrementAndGet();
            });
            return null;
        });
        assertThat(ended).hasValue(8);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void fill(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sqrt(i);
        }
    }

    /// Long and short rows, many and few signals, channels of whole and of other tiles; dense and depthwise: in how
    /// many parts with weights for one call, and with kept ones.
    @ParameterizedTest
    @CsvSource({
        "1, 8000, 32, 1, 3, 12",
        "2, 3000, 36, 1, 3, 12",
        "5, 1200, 43, 1, 3, 12",
        "16, 400, 32, 1, 3, 8",
        "3, 17, 256, 1, 3, 8",
        "1, 17, 512, 4, 2, 2",
        "1, 300, 204, 3, 3, 10",
        "2, 40000, 32, 32, 6, 6",
    })
    void largeConvolutionsAreSplitWithoutATrace(int batch, int length, int channels, int groups, int once, int kept) {
        ConvGeometry geometry = new ConvGeometry(channels, channels, 5, 1, 2, groups, 8, 0, PaddingMode.ZEROS);
        int count = geometry.outputLength(length);
        SplittableRandom random = new SplittableRandom(length);
        float[] x = RandomCases.floats(random, batch * channels * length);
        float[] w = RandomCases.floats(random, channels * geometry.terms());
        float[] bias = RandomCases.floats(random, channels);
        ConvProblem problem = new ConvProblem(geometry, batch, length, OutputRows.full(count));
        float[] whole = new float[batch * channels * count];
        new ScalarConvKernel().run(problem, x, w, bias, whole);

        for (ConvKernel kernel : List.of(new ScalarConvKernel(), new VectorConvKernel())) {
            assertThat(parts(kernel, problem, x, ConvWeights.once(w, bias), whole))
                    .isEqualTo(once);
            assertThat(parts(kernel, problem, x, ConvWeights.kept(w, bias, null), whole))
                    .isEqualTo(kept);
        }
    }

    /// In how many parts three threads compute it.
    private static int parts(ConvKernel kernel, ConvProblem problem, float[] x, ConvWeights weights, float[] whole) {
        AtomicInteger parts = new AtomicInteger();
        ParallelConvKernel parallel = new ParallelConvKernel(counting(kernel, parts));
        float[] split = new float[whole.length];
        Parallel.withThreads(3, () -> {
            parallel.run(problem, x, weights, split);
            return null;
        });
        assertThat(split).isEqualTo(whole);
        return parts.get();
    }

    /// Counts the parts that have results.
    private static ConvKernel counting(ConvKernel kernel, AtomicInteger parts) {
        return new ConvKernel() {
            @Override
            public String name() {
                return kernel.name();
            }

            @Override
            public void run(ConvProblem problem, float[] x, ConvWeights weights, float[] y) {
                parts.addAndGet(problem.signals() * problem.output().count() > 0 ? 1 : 0);
                kernel.run(problem, x, weights, y);
            }
        };
    }
}
