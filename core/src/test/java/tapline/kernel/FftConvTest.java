package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tapline.RandomCases;
import tapline.RandomConvs;
import tapline.shape.ConvGeometry;
import tapline.shape.FftPlan;
import tapline.shape.PaddingMode;

/// FFT convolutions are as near to the exact ones as their bound says, and the same in any batch.
class FftConvTest {
    private static final FftConv SCALAR = new FftConv(new ScalarConvKernel(), new ScalarFftLoops());
    private static final FftConv VECTORS = new FftConv(new ScalarConvKernel(), new VectorFftLoops());
    private static final double ROUNDING = 0x1p-24;
    private static final float GARBAGE = Float.NaN;

    @Test
    void errorsAreWithinTheBound() {
        RandomCases.forEach(600, random -> check(random, RandomConvs.conv(random), random.nextInt(0, 4), 0));
    }

    @Test
    void errorsAreWithinTheBoundForLargeDynamicRanges() {
        RandomCases.forEach(200, random -> check(random, RandomConvs.conv(random), 1, random.nextInt(1, 12)));
    }

    @Test
    void errorsOfLongKernelsAreWithinTheBound() {
        RandomCases.forEach(60, random -> {
            int groups = random.nextInt(1, 3);
            int kernelSize = random.nextInt(50, 2000);
            int dilation = random.nextInt(3) == 0 ? random.nextInt(1, 9) : 1;
            int window = dilation * (kernelSize - 1) + 1;
            int length = random.nextInt(1, 3000) + window;
            ConvGeometry geometry = new ConvGeometry(
                    groups * random.nextInt(1, 4),
                    groups * random.nextInt(1, 4),
                    kernelSize,
                    random.nextInt(3) == 0 ? random.nextInt(1, 7) : 1,
                    dilation,
                    groups,
                    random.nextInt(0, window),
                    random.nextInt(0, window),
                    PaddingMode.values()[random.nextInt(4)]);
            check(random, new RandomConvs.Case<>(geometry, length), random.nextInt(1, 3), random.nextInt(3));
        });
    }

    /// The bound is a worst case, thousands of times what is usual, and would miss a lack of care.
    @Test
    void errorsOnNoiseAreLikeThoseOfTheDirectConvolution() {
        for (int kernelSize : new int[] {128, 1024, 4096}) {
            SplittableRandom random = new SplittableRandom(kernelSize);
            ConvGeometry geometry = new ConvGeometry(1, 1, kernelSize, 1, 1, 1, 0, 0, PaddingMode.ZEROS);
            float[] x = spread(random, 3 * kernelSize, 0);
            float[] w = spread(random, kernelSize, 0);
            double[] exact = ReferenceConv.conv(geometry, 1, x.length, doubles(x), doubles(w), null);
            double direct = largestError(ReferenceConv.conv(geometry, 1, x.length, x, w, null), exact);
            assertThat(largestError(fft(geometry, 1, x.length, x, w, null), exact))
                    .isLessThan(2 * direct);
        }
    }

    private static double largestError(float[] y, double[] exact) {
        double largest = 0;
        for (int i = 0; i < y.length; i++) {
            largest = Math.max(largest, Math.abs(y[i] - exact[i]));
        }
        return largest;
    }

    @Test
    void stridesAndDilationsThatNoIntHoldsTogether() {
        SplittableRandom random = new SplittableRandom(1);
        ConvGeometry geometry = new ConvGeometry(1, 1, 3, 99_999, 100_000, 1, 0, 0, PaddingMode.ZEROS);
        check(random, new RandomConvs.Case<>(geometry, 500_000), 1, 0);
        ConvGeometry wide = new ConvGeometry(1, 1, 5, 3, 70, 1, 0, 0, PaddingMode.ZEROS);
        check(random, new RandomConvs.Case<>(wide, 290), 1, 0);
    }

    /// @param decades over how many powers of ten magnitudes are spread, up and down
    private static void check(SplittableRandom random, RandomConvs.Case<ConvGeometry> conv, int batch, int decades) {
        ConvGeometry geometry = conv.geometry();
        int length = conv.length();
        float[] x = spread(random, batch * geometry.inChannels() * length, decades);
        float[] w = spread(random, geometry.outChannels() * geometry.terms(), decades);
        float[] bias = random.nextBoolean() ? spread(random, geometry.outChannels(), decades) : null;
        int outputs = geometry.outputLength(length);
        float[] y = fft(geometry, batch, length, x, w, bias);

        double[] exact = ReferenceConv.conv(geometry, batch, length, doubles(x), doubles(w), doubles(bias));
        FftPlan plan = FftPlan.of(geometry, outputs);
        for (int row = 0; row < batch * geometry.outChannels(); row++) {
            double bound = bound(geometry, plan, length, row, x, w, bias);
            for (int i = 0; i < outputs; i++) {
                double error = Math.abs(y[row * outputs + i] - exact[row * outputs + i]);
                if (!(error <= bound)) {
                    fail("row %d, output %d of %s: error %s, bound %s", row, i, plan, error, bound);
                }
            }
        }
    }

    /// The bound with all of a row's samples for those of a block; a sample can be on padding as often as the
    /// padding is long, but in one block once for each tap and output.
    private static double bound(
            ConvGeometry geometry, FftPlan plan, int length, int row, float[] x, float[] w, float[] bias) {
        int channel = row % geometry.outChannels();
        int ins = geometry.groupInChannels();
        int group = channel / geometry.groupOutChannels();
        double sum = 0;
        for (int in = 0; in < ins; in++) {
            int input = (row / geometry.outChannels() * geometry.inChannels() + group * ins + in) * length;
            double energy = 0;
            double largest = 0;
            for (int i = 0; i < length; i++) {
                energy += (double) x[input + i] * x[input + i];
                largest = Math.max(largest, Math.abs(x[input + i]));
            }
            if (geometry.paddingMode() != PaddingMode.ZEROS) {
                energy += (double) (geometry.padLeft() + geometry.padRight()) * largest * largest;
            }
            double taps = 0;
            for (int k = 0; k < geometry.kernelSize(); k++) {
                taps += Math.abs(w[(channel * ins + in) * geometry.kernelSize() + k]);
            }
            sum += Math.sqrt(energy) * taps;
        }
        int doublings = Integer.numberOfTrailingZeros(plan.blockSize());
        double factor = 7.5 * doublings + 3 * ins * plan.inputPhases();
        return factor * ROUNDING * sum + ROUNDING * (bias == null ? 0 : Math.abs(bias[channel]));
    }

    @Test
    void theSameCallAndAnyBatchGiveTheSameBits() {
        RandomCases.forEach(100, random -> {
            RandomConvs.Case<ConvGeometry> conv = RandomConvs.conv(random);
            ConvGeometry geometry = conv.geometry();
            int length = conv.length();
            int elements = geometry.inChannels() * length;
            float[] x = spread(random, 5 * elements, 0);
            float[] w = spread(random, geometry.outChannels() * geometry.terms(), 0);
            float[] whole = fft(geometry, 5, length, x, w, null);
            assertThat(Arrays.equals(fft(geometry, 5, length, x, w, null), whole))
                    .isTrue();
            int results = whole.length / 5;
            for (int signal = 0; signal < 5; signal++) {
                float[] alone = Arrays.copyOfRange(x, signal * elements, (signal + 1) * elements);
                float[] expected = Arrays.copyOfRange(whole, signal * results, (signal + 1) * results);
                assertThat(Arrays.equals(fft(geometry, 1, length, alone, w, null), expected))
                        .isTrue();
            }
        });
    }

    @Test
    void blocksThatAreNotFiniteAreDirect() {
        RandomCases.forEach(300, random -> {
            RandomConvs.Case<ConvGeometry> conv = RandomConvs.conv(random);
            ConvGeometry geometry = conv.geometry();
            int length = conv.length();
            float[] x = spread(random, 2 * geometry.inChannels() * length, 0);
            float[] w = spread(random, geometry.outChannels() * geometry.terms(), 0);
            float[] special = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE};
            (random.nextInt(4) == 0 ? w : x)[random.nextInt(Math.min(w.length, x.length))] = special[random.nextInt(4)];
            float[] direct = ReferenceConv.conv(geometry, 2, length, x, w, null);
            float[] y = fft(geometry, 2, length, x, w, null);
            for (int i = 0; i < y.length; i++) {
                boolean same = Float.isFinite(direct[i]) ? Float.isFinite(y[i]) : Float.compare(y[i], direct[i]) == 0;
                if (!same) {
                    fail("element %d: %s instead of %s", i, y[i], direct[i]);
                }
            }
        });
    }

    @Test
    void aSpoiltSampleLeavesTheBlocksThatDoNotSeeIt() {
        ConvGeometry geometry = new ConvGeometry(1, 1, 100, 1, 1, 1, 0, 0, PaddingMode.ZEROS);
        SplittableRandom random = new SplittableRandom(2);
        float[] x = spread(random, 20_000, 0);
        float[] w = spread(random, 100, 0);
        float[] clean = fft(geometry, 1, x.length, x, w, null);
        x[10_000] = Float.NaN;
        float[] y = fft(geometry, 1, x.length, x, w, null);
        for (int i = 0; i < y.length; i++) {
            assertThat(Float.isNaN(y[i])).isEqualTo(i > 10_000 - 100 && i <= 10_000);
        }
        assertThat(Arrays.copyOf(y, 5000)).containsExactly(Arrays.copyOf(clean, 5000));
    }

    private static float[] fft(ConvGeometry geometry, int batch, int length, float[] x, float[] w, float[] bias) {
        int outputs = geometry.outputLength(length);
        float[] y = new float[batch * geometry.outChannels() * outputs + 3];
        Arrays.fill(y, GARBAGE);
        float[] same = y.clone();
        ConvProblem problem = new ConvProblem(geometry, batch, length, OutputRows.full(outputs));
        VECTORS.run(problem, x, w, bias, y);
        SCALAR.run(problem, x, w, bias, same);
        assertThat(Arrays.equals(same, y)).as("with vectors and without").isTrue();
        for (int i = 1; i <= 3; i++) {
            assertThat(y[y.length - i]).as("behind the end").isNaN();
        }
        return Arrays.copyOf(y, y.length - 3);
    }

    /// Tiles of whole groups and of parts of one, one panel and many, packed products and plain ones.
    @ParameterizedTest
    @CsvSource({
        // in, out, groups, kernel, length, batch
        "  1,   1, 1, 1000, 60000, 1",
        "  1,   1, 1, 9000, 90000, 3",
        " 12,  14, 1,  300,  6000, 2",
        "  9,   4, 1,  100,  9000, 5",
        " 24,  24, 8,  200,  9000, 3",
        " 80, 120, 1,  900,  3000, 1",
        "4100,  2, 1,  520,  1100, 1",
        " 80, 120, 2, 1000, 20000, 1",
    })
    void anyNumberOfThreadsGivesTheSameBits(int in, int out, int groups, int kernelSize, int length, int batch) {
        SplittableRandom random = new SplittableRandom(in);
        ConvGeometry geometry = new ConvGeometry(in, out, kernelSize, 1, 1, groups, 7, 3, PaddingMode.ZEROS);
        float[] x = spread(random, batch * in * length, 0);
        float[] w = spread(random, out * geometry.terms(), 0);
        float[] alone = Parallel.withThreads(1, () -> vectors(geometry, batch, length, x, w));
        for (int threads : new int[] {2, 3, 7}) {
            float[] together = Parallel.withThreads(threads, () -> vectors(geometry, batch, length, x, w));
            assertThat(Arrays.equals(together, alone)).as("%d threads", threads).isTrue();
        }
        for (int i = 0; i < 200; i++) {
            int row = random.nextInt(batch * out);
            int at = random.nextInt(geometry.outputLength(length));
            double exact = exact(geometry, length, x, w, row, at);
            double difference = alone[row * geometry.outputLength(length) + at] - exact;
            assertThat(Math.abs(difference))
                    .as("row %d, output %d", row, at)
                    .isLessThan(1e-4 * Math.sqrt(geometry.terms()));
        }
    }

    private static float[] vectors(ConvGeometry geometry, int batch, int length, float[] x, float[] w) {
        int outputs = geometry.outputLength(length);
        float[] y = new float[batch * geometry.outChannels() * outputs];
        VECTORS.run(new ConvProblem(geometry, batch, length, OutputRows.full(outputs)), x, w, null, y);
        return y;
    }

    /// One output, with padding of zeros, no stride and no dilation.
    private static double exact(ConvGeometry geometry, int length, float[] x, float[] w, int row, int output) {
        int signal = row / geometry.outChannels();
        int channel = row % geometry.outChannels();
        int ins = geometry.groupInChannels();
        int firstIn = signal * geometry.inChannels() + channel / geometry.groupOutChannels() * ins;
        double sum = 0;
        for (int in = 0; in < ins; in++) {
            for (int k = 0; k < geometry.kernelSize(); k++) {
                int at = output + k - geometry.padLeft();
                if (at >= 0 && at < length) {
                    sum += (double) w[(channel * ins + in) * geometry.kernelSize() + k]
                            * x[(firstIn + in) * length + at];
                }
            }
        }
        return sum;
    }

    @Test
    void nothingIsAllocatedBesideTheOutput() {
        ConvGeometry geometry = new ConvGeometry(16, 16, 500, 1, 1, 1, 0, 0, PaddingMode.ZEROS);
        int length = 4000;
        int outputs = geometry.outputLength(length);
        float[] x = new float[16 * length];
        float[] w = new float[16 * geometry.terms()];
        float[] y = new float[16 * outputs];
        ConvProblem problem = new ConvProblem(geometry, 1, length, OutputRows.full(outputs));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int call = 0; call < 5; call++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            Parallel.withThreads(1, () -> {
                SCALAR.run(problem, x, w, null, y);
                return null;
            });
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(10_000);
    }

    private static float[] spread(SplittableRandom random, int count, int decades) {
        float[] values = RandomCases.floats(random, count);
        for (int i = 0; i < count && decades > 0; i++) {
            values[i] *= (float) Math.pow(10, random.nextInt(-decades, decades + 1));
        }
        return values;
    }

    private static double[] doubles(float[] values) {
        if (values == null) {
            return null;
        }
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
