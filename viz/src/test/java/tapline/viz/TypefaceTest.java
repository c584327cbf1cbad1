package tapline.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class TypefaceTest {
    // Arial's metrics: 556 of 1000 units for a digit, 278 for a space.
    @Test
    void widthsAreThoseOfArial() {
        assertThat(Typeface.REGULAR.width("0123456789", 10)).isCloseTo(55.6, within(0.1));
        assertThat(Typeface.REGULAR.width(" ", 10)).isCloseTo(2.78, within(0.01));
        assertThat(Typeface.BOLD.width("m", 1000)).isGreaterThan(Typeface.REGULAR.width("m", 1000));
        assertThat(Typeface.REGULAR.width("", 10)).isZero();
    }

    @Test
    void outlineStandsOnItsBaselineAndFillsItsWidth() {
        Rectangle2D bounds = Typeface.REGULAR.outline("HHH", 100, 200, 10).getBounds2D();
        assertThat(bounds.getMaxY()).isCloseTo(200, within(0.01));
        assertThat(bounds.getHeight()).isCloseTo(Typeface.CAP_HEIGHT * 10, within(0.3));
        assertThat(bounds.getMinX()).isBetween(100.0, 101.5);
        assertThat(bounds.getMaxX())
                .isBetween(98.5 + Typeface.REGULAR.width("HHH", 10), 100 + Typeface.REGULAR.width("HHH", 10));
    }

    @Test
    void fitShortensWithAnEllipsis() {
        double width = Typeface.REGULAR.width("abc…", 12);
        assertThat(Typeface.REGULAR.fit("abcdefghij", 12, width)).isEqualTo("abc…");
        assertThat(Typeface.REGULAR.fit("abc", 12, width)).isEqualTo("abc");
        assertThat(Typeface.REGULAR.fit("abc", 12, 0)).isEqualTo("…");
    }

    @Test
    void fitDoesNotCutCharactersInTwo() {
        String notes = "𝄞𝄞𝄞";
        double width = Typeface.REGULAR.width("𝄞…", 12);
        assertThat(Typeface.REGULAR.fit(notes, 12, width)).isEqualTo("𝄞…");
    }
}
