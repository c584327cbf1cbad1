package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final ConvShape SHAPE = Shapes.of("long sums", 1, 8, 4, 64, 1, 0, 1, 1, 200);
    private static final ConvData DATA = ConvData.of(SHAPE);

    @Test
    void anotherOrderOfAddingUpAgrees() {
        // Both ends of the kernel and the order of the channels turned around: the same products, the last first.
        ConvData turned = new ConvData(SHAPE, reversed(DATA.input()), reversed(DATA.weight()), reversed(DATA.bias()));
        float[] result = reversed(tapline(turned));

        double deviation = agreement().deviation(result);

        assertThat(deviation).isPositive().isLessThan(1);
    }

    @Test
    void aWeightThatIsMissingIsSeen() {
        assertThat(agreement().deviation(tapline(changed(weight -> {
                    weight[100] = 0;
                    return weight;
                }))))
                .isGreaterThan(10);
    }

    @Test
    void aSlightlyWrongWeightIsSeen() {
        assertThat(agreement().deviation(tapline(changed(weight -> {
                    weight[100] += 0.01f;
                    return weight;
                }))))
                .isGreaterThan(1);
    }

    @Test
    void nothingLikeAResultNeverAgrees() {
        float[] broken = tapline(DATA);
        broken[7] = Float.NaN;

        assertThat(agreement().deviation(broken)).isInfinite();
        assertThat(agreement().deviation(new float[3])).isInfinite();
    }

    @Test
    void sumsWithoutProductsHaveToBeEqual() {
        Agreement zeros = new Agreement(3, new float[2], new float[2]);

        assertThat(zeros.deviation(new float[2])).isZero();
        assertThat(zeros.deviation(new float[] {0, Float.MIN_VALUE})).isInfinite();
    }

    private static Agreement agreement() {
        return new Agreement(SHAPE.terms(), tapline(DATA), tapline(DATA.magnitudes()));
    }

    private static ConvData changed(UnaryOperator<float[]> change) {
        return new ConvData(SHAPE, DATA.input(), change.apply(DATA.weight().clone()), DATA.bias());
    }

    private static float[] tapline(ConvData data) {
        try (TaplinePeer tapline = TaplinePeer.reusingOutput()) {
            tapline.prepare(data, 1);
            return tapline.result();
        }
    }

    private static float[] reversed(float[] values) {
        float[] reversed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        return reversed;
    }
}
