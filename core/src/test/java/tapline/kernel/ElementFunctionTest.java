package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.RandomCases;

/// Float32 functions against float64 ones, over numbers of all sizes, and their bits wherever they are computed.
class ElementFunctionTest {
    /// From one bit pattern to the next that is tried: a prime, for about 4 million numbers.
    private static final int STRIDE = 1021;

    private static final float[] SPECIAL = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1e-20f,
        -1e-20f,
        1e20f,
        -1e20f,
        6f,
        3f,
        -3f,
        88.8f,
        -88.8f,
        -103.9f,
        -104.1f
    };

    static Stream<ElementFunction> functions() {
        return Stream.of(
                new Relu(),
                new LeakyRelu(0.01),
                new LeakyRelu(-1.5),
                new Clamp(-1, 1),
                new Clamp(0, 6),
                new Elu(1, 1),
                new Elu(1.0507009873554805, 1.6732632423543772),
                new Hardswish(),
                new Softsign(),
                new Sigmoid(),
                new Tanh(),
                new LogSigmoid(),
                new Softplus(1, 20),
                new Softplus(2.5, 10),
                new Silu(),
                new Mish(),
                new Gelu(),
                new GeluTanh(),
                new Square(),
                new SmoothAbs(1, 1),
                new SmoothAbs(0.5, 2));
    }

    @Test
    void theExponentialsAreAsPreciseAsTheySay() {
        float[] all = everySoOften();
        double exp = 0;
        double expm1 = 0;
        double log1p = 0;
        for (float x : all) {
            if (x <= 0) {
                exp = Math.max(exp, ulps(FloatMath.exp(x), StrictMath.exp(x)));
                expm1 = Math.max(expm1, ulps(FloatMath.expm1(x), StrictMath.expm1(x)));
            }
            if (x >= 0 && x <= 1) {
                log1p = Math.max(log1p, ulps(FloatMath.log1p(x), StrictMath.log1p(x)));
            }
        }
        assertThat(exp).isLessThanOrEqualTo(1.4);
        assertThat(expm1).isLessThanOrEqualTo(1.1);
        assertThat(log1p).isLessThanOrEqualTo(2.0);
        assertThat(FloatMath.exp(0)).isEqualTo(1);
        assertThat(FloatMath.exp(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(FloatMath.expm1(Float.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(FloatMath.exp(Float.NaN)).isNaN();
    }

    @Test
    void activationsMadeOfThemAreWithinFourUnitsInTheLastPlace() {
        for (ElementFunction function :
                List.of(new Sigmoid(), new Tanh(), new LogSigmoid(), new Softplus(1, 20), new Silu(), new Mish())) {
            float[] x = everySoOften();
            float[] y = new float[x.length];
            function.apply(x, y, 0, x.length);
            DoubleUnaryOperator exact = function::of;
            for (int i = 0; i < x.length; i++) {
                if (Float.isFinite(x[i])) {
                    double want = exact.applyAsDouble(x[i]);
                    double units = Math.abs(want) < Float.MIN_NORMAL ? 110 : 4;
                    // A result just above the normal numbers has a factor from below them.
                    units = Math.abs(want) < 200 * Float.MIN_NORMAL ? 110 : units;
                    if (!(ulps(y[i], want) <= units)) {
                        assertThat(y[i]).as("%s of %s", function, x[i]).isEqualTo((float) want);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void resultsAndSlopesAreThoseOfFloat64(ElementFunction function) {
        RandomCases.forEach(40, random -> {
            float[] x = RandomCases.floats(random, 333);
            float scale = (float) Math.exp(random.nextDouble(-6, 6));
            for (int i = 0; i < x.length; i++) {
                x[i] = i < SPECIAL.length ? SPECIAL[i] : x[i] * scale;
            }
            float[] y = new float[x.length];
            float[] ones = new float[x.length];
            float[] slopes = new float[x.length];
            Arrays.fill(ones, 1);
            function.apply(x, y, 0, x.length);
            function.backward(x, ones, slopes, 0, x.length);
            for (int i = 0; i < x.length; i++) {
                near(function, "of", x[i], y[i], function.of(x[i]));
                near(function, "slope at", x[i], slopes[i], function.slope(x[i]));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void bitsDependOnNeitherPositionNorNumberNorPlace(ElementFunction function) {
        RandomCases.forEach(40, random -> {
            float[] x = RandomCases.floats(random, random.nextInt(1, 300));
            for (int i = 0; i < x.length; i++) {
                x[i] *= 20;
            }
            float[] whole = new float[x.length];
            function.apply(x, whole, 0, x.length);
            int cut = random.nextInt(x.length + 1);
            float[] parts = new float[x.length];
            function.apply(x, parts, cut, x.length);
            function.apply(x, parts, 0, cut);
            assertThat(Arrays.equals(parts, whole)).isTrue();
            float[] inPlace = x.clone();
            for (int i = 0; i < x.length; i++) {
                function.apply(inPlace, inPlace, i, i + 1);
            }
            assertThat(Arrays.equals(inPlace, whole)).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void notANumberStaysOne(ElementFunction function) {
        float[] y = {1};
        function.apply(new float[] {Float.NaN}, y, 0, 1);
        assertThat(y[0]).isNaN();
        assertThat(function.of(Double.NaN)).isNaN();
    }

    private static void near(ElementFunction function, String what, float x, float got, double want) {
        double tolerance = 4e-7 * Math.max(1, Math.abs(want));
        assertThat((float) want == got || Math.abs(got - want) <= tolerance)
                .as("%s %s %s: %s, in float64 %s", function, what, x, got, want)
                .isTrue();
    }

    private static float[] everySoOften() {
        float[] all = new float[(int) ((1L << 32) / STRIDE)];
        for (int i = 0; i < all.length; i++) {
            all[i] = Float.intBitsToFloat(i * STRIDE);
        }
        return all;
    }

    private static double ulps(float got, double want) {
        return got == want ? 0 : Math.abs(got - want) / Math.ulp((float) want);
    }
}
