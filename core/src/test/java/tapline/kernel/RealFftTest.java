package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.RandomCases;

class RealFftTest {
    private static final float GARBAGE = 12345;

    static List<FftLoops> loops() {
        return List.of(new ScalarFftLoops(), new VectorFftLoops());
    }

    @ParameterizedTest
    @MethodSource("loops")
    void valuesAreThoseOfTheNaiveTransform(FftLoops loops) {
        for (int size = RealFft.SMALLEST; size <= 4096; size *= 2) {
            valuesAreThoseOfTheNaiveTransform(loops, size);
        }
    }

    private static void valuesAreThoseOfTheNaiveTransform(FftLoops loops, int size) {
        float[] samples = RandomCases.floats(new SplittableRandom(size), size);
        float[] values = Arrays.copyOf(samples, size);
        RealFft.of(size, loops).forward(values, 0);

        boolean[] seen = new boolean[size / 2];
        double[][] naive = naive(samples);
        double bound = bound(size) * norm(samples) * Math.sqrt(size / 2.0);
        for (int value = 0; value < size / 2; value++) {
            int nearest = -1;
            for (int k = 0; k < size / 2; k++) {
                double distance = Math.hypot(naive[k][0] - values[value], naive[k][1] - values[size / 2 + value]);
                if (distance <= bound && !seen[k]) {
                    nearest = k;
                }
            }
            assertThat(nearest).as("value %d", value).isNotNegative();
            seen[nearest] = true;
        }
    }

    /// At the roots `e^(pi i (4 k + 1) / size)` of `x^(size / 2) = i`.
    private static double[][] naive(float[] samples) {
        int size = samples.length;
        double[][] values = new double[size / 2][2];
        for (int k = 0; k < size / 2; k++) {
            for (int n = 0; n < size; n++) {
                double angle = Math.PI * ((4L * k + 1) * n % (2L * size)) / size;
                values[k][0] += samples[n] * Math.cos(angle);
                values[k][1] += samples[n] * Math.sin(angle);
            }
        }
        return values;
    }

    /// Sizes that are cut depth first, too.
    @ParameterizedTest
    @MethodSource("loops")
    void inverseGivesTheSamplesBackWhereverTheyAre(FftLoops loops) {
        for (int size = RealFft.SMALLEST; size <= 1 << 20; size *= 2) {
            RealFft fft = RealFft.of(size, loops);
            float[] samples = RandomCases.floats(new SplittableRandom(size), size);
            float[] a = new float[size + 10];
            Arrays.fill(a, GARBAGE);
            System.arraycopy(samples, 0, a, 5, size);
            fft.forward(a, 5);
            fft.inverse(a, 5);
            double bound = 2 * bound(size) * norm(samples);
            for (int i = 0; i < size; i++) {
                assertThat((double) a[5 + i] * 2 / size).isBetween(samples[i] - bound, samples[i] + bound);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(a[i]).as("before").isEqualTo(GARBAGE);
                assertThat(a[5 + size + i]).as("behind").isEqualTo(GARBAGE);
            }
        }
    }

    /// Of a transform's error in the 2-norm, relative, as [tapline.shape.ConvAlgorithm#FFT] derives it.
    private static double bound(int size) {
        return 2.5 * 0x1p-24 * Integer.numberOfTrailingZeros(size);
    }

    private static double norm(float[] samples) {
        double energy = 0;
        for (float sample : samples) {
            energy += (double) sample * sample;
        }
        return Math.sqrt(energy);
    }
}
