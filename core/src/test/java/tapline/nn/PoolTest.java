package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;
import tapline.shape.Interpolation;
import tapline.shape.InterpolationMode;
import tapline.shape.PoolOptions;
import tapline.shape.ShapeException;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

class PoolTest {
    @Test
    void notANumberIsAboveAll() {
        Tensor pooled = MaxPool1d.of(2)
                .forward(Tensor.of(1, Float.NaN, 3, 4, Float.NaN, Float.POSITIVE_INFINITY)
                        .reshape(1, 6));
        assertThat(pooled.floats()).containsExactly(Float.NaN, 4, Float.NaN);
    }

    private static float zero(SplittableRandom random) {
        return random.nextBoolean() ? -0f : 0f;
    }

    /// Without gradients another loop is used. Many samples are zeros of either sign.
    @Test
    void maximaHaveTheSameBitsWithAndWithoutGradients() {
        RandomCases.forEach(200, random -> {
            int length = random.nextInt(1, 2000);
            float[] samples = RandomCases.floatsWithSpecials(random, 3 * length);
            for (int i = 0; i < samples.length; i++) {
                samples[i] = random.nextInt(3) == 0 ? zero(random) : samples[i];
            }
            int kernelSize = random.nextInt(1, 6);
            PoolOptions options = PoolOptions.of(kernelSize)
                    .stride(random.nextInt(1, 6))
                    .padding(random.nextInt(kernelSize / 2 + 1))
                    .dilation(random.nextInt(1, 3));
            Tensor x = Tensor.wrap(samples, 3, length);
            if (options.outputLength(length) > 0) {
                Tensor plain = Functional.maxPool1d(x, options);
                Tensor taped = Functional.maxPool1d(x.requiresGrad(true), options);
                assertThat(Arrays.equals(plain.floats(), taped.floats())).isTrue();
            }
            int outputs = random.nextInt(1, 20);
            Tensor plain = Functional.adaptiveMaxPool1d(x, outputs);
            Tensor taped = Functional.adaptiveMaxPool1d(x.requiresGrad(true), outputs);
            assertThat(Arrays.equals(plain.floats(), taped.floats())).isTrue();
        });
    }

    @Test
    void theFirstOfEqualSamplesGetsTheGradient() {
        Tensor x = Tensor.of(2f, 2, 2, 2).reshape(1, 4).requiresGrad(true);
        Functional.maxPool1d(x, PoolOptions.of(3).stride(1)).backward(Tensor.ones(1, 2));
        assertThat(x.grad().orElseThrow().floats()).containsExactly(1, 1, 0, 0);
    }

    @Test
    void aWindowOnPaddingAloneIsMinusInfinityAndHasNoGradient() {
        Tensor x = Tensor.of(1f, 2).reshape(1, 2).requiresGrad(true);
        Tensor y =
                Functional.maxPool1d(x, PoolOptions.of(2).stride(1).padding(1).dilation(3));
        assertThat(y.floats()).containsExactly(Float.NEGATIVE_INFINITY);
        y.backward(Tensor.ones(1, 1));
        assertThat(x.grad().orElseThrow().floats()).containsExactly(0, 0);
    }

    /// Against the definition: each window's samples, one by one.
    @Test
    void poolsAreWhatTheyAreDefinedToBe() {
        RandomCases.forEach(300, random -> {
            int kernelSize = random.nextInt(1, 6);
            PoolOptions options = PoolOptions.of(kernelSize)
                    .stride(random.nextInt(1, 5))
                    .padding(random.nextInt(0, kernelSize / 2 + 1))
                    .ceilMode(random.nextBoolean())
                    .countIncludePad(random.nextBoolean());
            int length = random.nextInt(kernelSize, 30);
            Tensor x = Tensor.wrap(RandomCases.floats(random, 2 * length), 2, length);
            PoolOptions wide = options.dilation(random.nextInt(1, 3));
            if (wide.outputLength(length) > 0) {
                checkMaximum(x, wide);
            }
            checkMean(x, options);
        });
    }

    private static void checkMaximum(Tensor x, PoolOptions options) {
        Tensor y = Functional.maxPool1d(x, options);
        for (int l = 0; l < y.size(1); l++) {
            double expected = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < options.kernelSize(); k++) {
                int at = l * options.stride() + k * options.dilation() - options.padding();
                expected = at < 0 || at >= x.size(1) ? expected : Math.max(expected, x.get(1, at));
            }
            assertThat(y.get(1, l)).as("%s at %d", options, l).isEqualTo(expected);
        }
    }

    private static void checkMean(Tensor x, PoolOptions options) {
        Tensor y = Functional.avgPool1d(x, options);
        for (int l = 0; l < y.size(1); l++) {
            double sum = 0;
            int count = 0;
            for (int k = 0; k < options.kernelSize(); k++) {
                int at = l * options.stride() + k - options.padding();
                boolean isInside = at >= 0 && at < x.size(1);
                sum += isInside ? x.get(1, at) : 0;
                count += isInside || (options.countIncludePad() && at < x.size(1) + options.padding()) ? 1 : 0;
            }
            assertThat(y.get(1, l)).as("%s at %d", options, l).isEqualTo((float) (sum / count));
        }
    }

    /// What a stream needs: a window's result is the same wherever it stands.
    @Test
    void anOutputDependsOnItsWindowAlone() {
        SplittableRandom random = new SplittableRandom(1);
        Tensor x = Tensor.wrap(RandomCases.floats(random, 3 * 50), 1, 3, 50);
        PoolOptions options = PoolOptions.of(7).stride(3);
        Tensor whole = Functional.avgPool1d(x, options);
        for (int l = 0; l < whole.size(2); l++) {
            Tensor part = Functional.avgPool1d(x.slice(2, 3 * l, 3 * l + 7), options);
            assertThat(part.equal(whole.slice(2, l, l + 1))).isTrue();
        }
    }

    @Test
    void anUpsampledSignalRepeatsItsSamples() {
        Tensor x = Tensor.of(1f, 2, 3).reshape(1, 1, 3);
        assertThat(Upsample.of(Interpolation.by(2)).forward(x).floats()).containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(Upsample.of(Interpolation.toSize(5)
                                .mode(InterpolationMode.LINEAR)
                                .alignCorners(true))
                        .forward(x)
                        .floats())
                .containsExactly(1, 1.5f, 2, 2.5f, 3);
        assertThatThrownBy(() -> Interpolation.toSize(0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("size 0");
        assertThatThrownBy(() -> Upsample.of(Interpolation.by(0.1)).forward(x))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("output (W: 0)");
    }

    @Test
    void unfoldedWindowsAreSlices() {
        Tensor x = Tensor.arange(24).reshape(2, 4, 3);
        Tensor windows = x.unfold(1, 2, 2);
        assertThat(windows.shape().toArray()).containsExactly(2, 2, 3, 2);
        assertThat(windows.select(1, 1).equal(x.slice(1, 2, 4).transpose(1, 2))).isTrue();
        assertThatThrownBy(() -> x.unfold(1, 2, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessage("step is 0 but must be > 0");
    }
}
