package tapline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

class WindowsTest {
    private static final Tensor COUNT = Tensor.arange(20).reshape(2, 10);

    @Test
    void aWindowsTargetIsTheSeriesSoManySamplesLater() {
        Windows windows = Windows.of(COUNT, 3, 2).stride(4);

        Batch batch = windows.batch(1, 0);

        assertThat(windows.size()).isEqualTo(2);
        assertThat(batch.input().equal(Tensor.of(new float[][][] {{{4, 5, 6}, {14, 15, 16}}, {{0, 1, 2}, {10, 11, 12}}
                })))
                .isTrue();
        assertThat(batch.target().equal(Tensor.of(new float[][][] {{{6, 7, 8}, {16, 17, 18}}, {{2, 3, 4}, {12, 13, 14}}
                })))
                .isTrue();
    }

    @Test
    void targetsMayBeAnotherSeriesAndFloat64() {
        Windows windows = Windows.of(COUNT.to(DType.FLOAT64), 4, 0)
                .targets(COUNT.slice(0, 1, 2).to(DType.FLOAT64));

        assertThat(windows.batch(6).target().equal(Tensor.of(new double[][][] {{{16, 17, 18, 19}}})))
                .isTrue();
    }

    @Test
    void partsOfTheTimeShareNoSampleWhateverTheyAre() {
        RandomCases.forEach(200, random -> {
            int samples = random.nextInt(60, 200);
            int length = random.nextInt(1, 10);
            int horizon = random.nextInt(0, 6);
            Windows all = Windows.of(Tensor.arange(samples).reshape(1, samples), length, horizon)
                    .stride(random.nextInt(1, 7));
            double first = random.nextDouble(0.3, 0.45);
            double second = random.nextDouble(0.25, 0.3);
            double end = -1;
            List<Windows> parts = all.split(first, second, 1 - first - second);
            for (Windows part : parts) {
                double begin = part.batch(0).input().get(0, 0, 0);
                assertThat(begin).isGreaterThan(end);
                end = part.batch(part.size() - 1).target().get(0, 0, length - 1);
                assertThat(end).isLessThan(part.to());
                int last = part.size();
                assertThatThrownBy(() -> part.batch(last)).isInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThat(parts.getFirst().from()).isZero();
            assertThat(parts.getLast().to()).isEqualTo(samples);
        });
    }

    @Test
    void whatIsTooShortIsRefused() {
        assertThatThrownBy(() -> Windows.of(COUNT, 9, 2))
                .isInstanceOf(ShapeException.class)
                .hasMessage("expected at least 11 samples, for windows of 9 and a horizon of 2, but got 10");
        assertThatThrownBy(() -> Windows.of(COUNT, 5, 2).split(0.5, 0.5))
                .hasMessage("expected at least 7 samples, for windows of 5 and a horizon of 2, but got 5");
        assertThat(Windows.of(COUNT, 8, 2).size()).isOne();
    }

    @Test
    void whatIsNotANumberIsFound() {
        Tensor series = COUNT.copy();
        series.floats()[13] = Float.NaN;

        assertThatThrownBy(() -> Windows.of(series, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected finite numbers, but channel 1 of the series is NaN at sample 3");
    }

    @Test
    void sharesThatAreNoneAreRefused() {
        Windows windows = Windows.of(COUNT, 1, 1);

        assertThatThrownBy(() -> windows.split(0.5, 0.25)).hasMessageContaining("add up to 1, but got 0.75");
        assertThatThrownBy(() -> windows.split(1.5, -0.5)).hasMessageContaining("expected positive shares");
        assertThatThrownBy(() -> windows.between(3, 11))
                .hasMessage("expected a part of samples 0 to 10, but got 3 to 11");
        Windows second = windows.split(0.5, 0.5).get(1);
        assertThat(second.between(5, 8).to()).isEqualTo(8);
        assertThatThrownBy(() -> second.between(4, 8)).hasMessage("expected a part of samples 5 to 10, but got 4 to 8");
    }

    @Test
    void aNormalizationIsFittedToItsPartAlone() {
        Normalization normalization = Normalization.fit(COUNT, 0, 4);
        Tensor normal = normalization.apply(COUNT);

        assertThat(normalization.mean()).containsExactly(1.5, 11.5);
        assertThat(normal.slice(1, 0, 4).mean(1).allClose(Tensor.zeros(2), 0, 1e-6))
                .isTrue();
        assertThat(normal.slice(1, 0, 4).pow(2).mean(1).allClose(Tensor.ones(2), 1e-6, 0))
                .isTrue();
        assertThat(normalization.invert(normal).allClose(COUNT, 0, 1e-5)).isTrue();
        assertThat(Normalization.fit(Tensor.ones(1, 5), 0, 5).std()).containsExactly(1.0);
    }
}
