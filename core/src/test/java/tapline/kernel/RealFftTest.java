package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.RandomCases;

class RealFftTest {
    @ParameterizedTest
    @ValueSource(ints = {32, 64, 128, 256, 512, 1024, 2048, 4096})
    void valuesAreThoseOfTheNaiveTransform(int size) {
        RealFft fft = new RealFft(RealFftSize.of(size));
        float[] samples = RandomCases.floats(new SplittableRandom(size), size);
        fft.samples(fft.lanes() - 1, samples);
        fft.forward(fft.lanes());
        Spectrum values = Spectrum.zeros(size / 2);
        fft.readValues(fft.lanes() - 1, values);

        boolean[] seen = new boolean[size / 2];
        double[][] naive = naive(samples);
        double bound = 7 * 0x1p-24 * Integer.numberOfTrailingZeros(size) * norm(samples) * Math.sqrt(size);
        for (int value = 0; value < size / 2; value++) {
            int nearest = -1;
            for (int k = 0; k < size / 2; k++) {
                double distance = Math.hypot(naive[k][0] - values.re()[value], naive[k][1] - values.im()[value]);
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

    @ParameterizedTest
    @ValueSource(
            ints = {32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144, 1_048_576})
    void inverseGivesTheSamplesBackInEachLane(int size) {
        RealFft fft = new RealFft(RealFftSize.of(size));
        float[][] samples = new float[fft.lanes()][];
        for (int lane = 0; lane < fft.lanes(); lane++) {
            samples[lane] = RandomCases.floats(new SplittableRandom(lane), size);
            fft.samples(lane, samples[lane]);
        }
        fft.forward(fft.lanes());
        Spectrum[] values = Spectrum.zeros(fft.lanes(), size / 2);
        for (int lane = 0; lane < fft.lanes(); lane++) {
            fft.readValues(lane, values[lane]);
        }
        for (int lane = 0; lane < fft.lanes(); lane++) {
            fft.values(lane, values[fft.lanes() - 1 - lane]);
        }
        fft.inverse(fft.lanes());
        float[] back = new float[size];
        for (int lane = 0; lane < fft.lanes(); lane++) {
            fft.readSamples(lane, back);
            float[] expected = samples[fft.lanes() - 1 - lane];
            double bound = 14 * 0x1p-24 * Integer.numberOfTrailingZeros(size) * norm(expected);
            for (int i = 0; i < size; i++) {
                assertThat((double) back[i] * 2 / size).isBetween(expected[i] - bound, expected[i] + bound);
            }
        }
    }

    private static double norm(float[] samples) {
        double energy = 0;
        for (float sample : samples) {
            energy += (double) sample * sample;
        }
        return Math.sqrt(energy);
    }
}
