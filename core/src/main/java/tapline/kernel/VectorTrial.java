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
    private static final int LENGTH = 1000;
    private static final int RUNS = 5;

    private final ConvKernel vectors;
    private final ConvKernel scalar;
    private final List<Problem> problems = List.of(
            // Tiles of eight, four and one channels; several blocks; a stride; rows of one and of several blocks.
            new Problem(4, 13, 5, 1, 1),
            new Problem(16, 9, 13, 1, 1),
            new Problem(4, 17, 6, 2, 1),
            new Problem(8, 8, 5, 1, 8),
            new Problem(3, 3, 70, 1, 3));
    private final double[] ratios = new double[problems.size()];

    VectorTrial(ConvKernel vectors, ConvKernel scalar) {
        this.vectors = vectors;
        this.scalar = scalar;
    }

    /// A convolution with random numbers.
    private record Problem(ConvProblem problem, float[] x, float[] w, float[] y) {
        Problem(int in, int out, int kernelSize, int stride, int groups) {
            this(new ConvGeometry(in, out, kernelSize, stride, 1, groups, 3, 3, PaddingMode.ZEROS));
        }

        Problem(ConvGeometry geometry) {
            this(
                    new ConvProblem(geometry, 1, LENGTH, OutputRows.full(geometry.outputLength(LENGTH))),
                    numbers(geometry.inChannels() * LENGTH),
                    numbers(geometry.outChannels() * geometry.terms()),
                    new float[geometry.outChannels() * geometry.outputLength(LENGTH)]);
        }

        private static float[] numbers(int count) {
            SplittableRandom random = new SplittableRandom(0);
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) random.nextDouble(-1, 1);
            }
            return values;
        }

        long nanos(ConvKernel kernel) {
            long best = Long.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                kernel.run(problem, x, w, null, y);
                best = Math.min(best, System.nanoTime() - start);
            }
            return best;
        }
    }

    /// Whether the vector kernel became faster on every problem before time ran out.
    boolean passes() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < MOST_NANOS) {
            boolean isFaster = true;
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] =
                        (double) problems.get(i).nanos(scalar) / problems.get(i).nanos(vectors);
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
