package tapline.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;

/// Runs a vector kernel on small problems, which reach each of its inner loops, until it is faster than the scalar
/// one on all of them: then it is compiled. Not thread-safe.
final class VectorTrial {
    private static final long MOST_NANOS = 30_000_000_000L;
    private static final int RUNS = 5;

    /// A problem, computed by either kernel on one thread.
    private record Race(Runnable vectors, Runnable scalar) {
        double ratio() {
            return (double) nanos(scalar) / nanos(vectors);
        }

        private static long nanos(Runnable kernel) {
            long best = Long.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                kernel.run();
                best = Math.min(best, System.nanoTime() - start);
            }
            return best;
        }
    }

    private final List<Race> races;
    private final double[] ratios;

    private VectorTrial(List<Race> races) {
        this.races = races;
        ratios = new double[races.size()];
    }

    /// Tiles of eight, four and one channels; several blocks; a stride; rows of one and of several blocks.
    static VectorTrial ofConvolutions(ConvKernel vectors) {
        return new VectorTrial(List.of(
                race(vectors, problem(4, 13, 5, 1, 1)),
                race(vectors, problem(16, 9, 13, 1, 1)),
                race(vectors, problem(4, 17, 6, 2, 1)),
                race(vectors, problem(8, 8, 5, 1, 8)),
                race(vectors, problem(3, 3, 70, 1, 3))));
    }

    /// Tiles of four channels by six and three terms, and of one channel; a stride.
    static VectorTrial ofWeightGradients(WeightGradientKernel vectors) {
        return new VectorTrial(List.of(
                race(vectors, problem(12, 12, 5, 1, 1)),
                race(vectors, problem(1, 16, 3, 1, 1)),
                race(vectors, problem(4, 16, 6, 2, 1)),
                race(vectors, problem(8, 8, 16, 1, 8))));
    }

    private static ConvProblem problem(int in, int out, int kernelSize, int stride, int groups) {
        int length = 1000;
        ConvGeometry geometry = new ConvGeometry(in, out, kernelSize, stride, 1, groups, 3, 3, PaddingMode.ZEROS);
        return new ConvProblem(geometry, 1, length, OutputRows.full(geometry.outputLength(length)));
    }

    private static Race race(ConvKernel vectors, ConvProblem problem) {
        float[] x = inputs(problem);
        float[] w = weights(problem);
        float[] y = outputs(problem);
        ConvKernel scalar = new ScalarConvKernel();
        return new Race(
                () -> alone(() -> vectors.run(problem, x, w, null, y)), () -> scalar.run(problem, x, w, null, y));
    }

    private static Race race(WeightGradientKernel vectors, ConvProblem problem) {
        float[] x = inputs(problem);
        float[] g = outputs(problem);
        float[] dw = weights(problem);
        WeightGradientKernel scalar = new ScalarWeightGradient();
        return new Race(() -> alone(() -> vectors.run(problem, x, g, dw)), () -> scalar.run(problem, x, g, dw));
    }

    private static void alone(Runnable call) {
        Parallel.withThreads(1, () -> {
            call.run();
            return null;
        });
    }

    private static float[] inputs(ConvProblem problem) {
        return numbers(problem.signals() * problem.geometry().inChannels() * problem.length());
    }

    private static float[] weights(ConvProblem problem) {
        return numbers(problem.geometry().outChannels() * problem.geometry().terms());
    }

    private static float[] outputs(ConvProblem problem) {
        return numbers(problem.signals()
                * problem.geometry().outChannels()
                * problem.output().rowLength());
    }

    private static float[] numbers(int count) {
        SplittableRandom random = new SplittableRandom(0);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    /// Whether the vector kernel became faster on every problem before time ran out.
    boolean passes() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < MOST_NANOS) {
            boolean isFaster = true;
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = races.get(i).ratio();
                isFaster &= ratios[i] > 1;
            }
            if (isFaster) {
                return true;
            }
        }
        return false;
    }

    /// How many times faster than scalar the last runs were.
    String report() {
        return String.format(
                Locale.ROOT,
                "measured %.1f to %.1f times faster than scalar",
                Arrays.stream(ratios).min().orElse(0),
                Arrays.stream(ratios).max().orElse(0));
    }
}
