package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTest {
    @Test
    void theShortWayGivesTheBitsOfJavasParser() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            String text = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(18))
                    .toPlainString();
            same(text);
        }
    }

    @Test
    void halfwayBetweenTwoFloatsIsRoundedOnce() {
        same("16777217");
        same("16777217.0000001");
        same("16777218.9999999");
        same("0.50000002980232");
        Random random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            float low = random.nextInt(1 << 24) / 16f;
            double middle = ((double) low + Math.nextUp(low)) / 2;
            String text = BigDecimal.valueOf(middle).toPlainString();
            same(text.length() > 15 ? text.substring(0, 15) : text);
            same(text);
        }
    }

    private static void same(String text) {
        assertThat(Float.floatToRawIntBits(Decimal.parseFloat(text)))
                .as(text)
                .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(text)));
        assertThat(Double.doubleToRawLongBits(Decimal.parseDouble(text)))
                .as(text)
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    @Test
    void edgesOfTheNotation() {
        for (String text :
                new String[] {"0", "-0", "-0.0", "5.", ".5", "-.5", "+5", "1e3", "1E-3", "1.5e+2", "1e-46"}) {
            same(text);
        }
        assertThat(Decimal.parseFloat("NaN")).isNaN();
        assertThat(Decimal.parseFloat("-inf")).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Decimal.parseFloat("Infinity")).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void whatOnlyJavaTakesForANumberIsNone() {
        for (String text :
                new String[] {"", "-", ".", "-.", "1f", "1d", "0x10", "0x1p3", "1,5", "1.2.3", "--1", "1 2", "e"}) {
            assertThat(Decimal.isNumber(text)).as(text).isFalse();
            assertThatThrownBy(() -> Decimal.parseFloat(text)).as(text).isInstanceOf(NumberFormatException.class);
            assertThatThrownBy(() -> Decimal.parseDouble(text)).as(text).isInstanceOf(NumberFormatException.class);
        }
        assertThatThrownBy(() -> Decimal.parseFloat("1e40")).hasMessage("beyond float32");
        assertThatThrownBy(() -> Decimal.parseDouble("1e400")).hasMessage("beyond float64");
    }
}
