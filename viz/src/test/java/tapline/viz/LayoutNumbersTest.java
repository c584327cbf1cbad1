package tapline.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers as text, round ticks, and what is left out.
class LayoutNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "3, 4, 3", "-0.0, 4, -0", "0.5, 4, 0.5", "-0.13504, 4, -0.135", "12345, 2, 12345", "1234567, 4, 1.235e6",
        "0.06123, 2, 0.06", "0.00001, 4, 1e-5", "1e-30, 2, 1e-30", "NaN, 4, nan", "-Infinity, 4, -inf", "9.99, 2, 10",
        "999999.9, 4, 1000000"
    })
    void numbersAreShort(double value, int digits, String text) {
        assertThat(NumberText.of(value, digits)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.30000000000000004, 0.1, 0.3",
        "2, 0.5, 2.0",
        "0, 0.5, 0",
        "-1500, 500, -1500",
        "2000000, 1000000, 2e6",
        "10000001, 1, 1.0000001e7",
        "0.00002, 0.00001, 2e-5"
    })
    void ticksTellEachOtherApart(double value, double step, String text) {
        assertThat(NumberText.tick(value, step)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 5, 2",
        "0, 60, 8, 10",
        "-1.3, 1.1, 5, 0.5",
        "0, 1e-40, 4, 5e-41",
        "-3e38, 3e38, 5, 2e38",
        "5, 5, 5, 0.2"
    })
    void ticksAreRoundAndInside(double low, double high, int most, double step) {
        Axis axis = Axis.of(low, high, 0, 100, most);
        assertThat(axis.step()).isCloseTo(step, org.assertj.core.data.Percentage.withPercentage(1e-9));
        assertThat(axis.ticks())
                .hasSizeBetween(2, most + 1)
                .allMatch(tick -> tick >= axis.low() && tick <= axis.high());
    }

    @Test
    void everythingIsShownWhereItFits() {
        assertThat(Elision.of(-2, 3, 5, IntStream.empty()).positions()).containsExactly(-2, -1, 0, 1, 2);
        assertThat(Elision.of(0, 0, 5, IntStream.empty()).slots()).isEmpty();
    }

    @Test
    void whatDoesNotFitBecomesGaps() {
        Elision elision = Elision.of(0, 100, 7, IntStream.of(50, 51, 1000, -3));
        assertThat(elision.slots())
                .extracting(slot -> slot.gap() ? slot.first() + ".." + slot.last() : "" + slot.first())
                .containsExactly("0", "1", "2..49", "50", "51", "52..98", "99");
        assertThat(elision.shows(50)).isTrue();
        assertThat(elision.shows(52)).isFalse();
    }

    @Test
    void aGapHidesMoreThanOne() {
        assertThat(Elision.of(0, 6, 5, IntStream.of(2)).slots())
                .filteredOn(Elision.Slot::gap)
                .allMatch(slot -> slot.last() > slot.first());
    }

    @Test
    void cellTextsFitOrAreShortened() {
        float[] values = {1.23456f, -123456f, 1e-7f};
        for (double width : new double[] {80, 40, 20, 5}) {
            CellText texts = CellText.of(new int[] {0, 1, 2}, width, (i, digits) -> NumberText.of(values[i], digits));
            double allowed = Math.max(width, Typeface.REGULAR.width("…", texts.size()));
            assertThat(texts.texts().values()).allMatch(text -> Typeface.REGULAR.width(text, texts.size()) <= allowed);
        }
        assertThat(CellText.of(new int[] {7}, 80, (i, digits) -> "x" + i).at(7)).isEqualTo("x7");
    }
}
