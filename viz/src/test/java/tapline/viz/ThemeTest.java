package tapline.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThemeTest {
    /// Of WCAG 2, for text and for graphics.
    private static final double TEXT = 4.5;

    private static final double GRAPHICS = 3;
    /// Distance in CIE Lab; about 2 can just be seen, where both colors touch.
    private static final double DISTINCT = 12;

    /// Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB; and normal sight.
    private static final List<double[]> SIGHTS = List.of(
            new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
            new double[] {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
            new double[] {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
            new double[] {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900});

    static Stream<Theme> themes() {
        return Stream.of(Theme.LIGHT, Theme.DARK);
    }

    @ParameterizedTest
    @MethodSource("themes")
    void textIsReadable(Theme theme) {
        for (Color below : List.of(theme.background(), theme.surface())) {
            assertThat(theme.foreground().contrast(below)).isGreaterThan(TEXT);
            assertThat(theme.muted().contrast(below)).isGreaterThan(TEXT);
        }
        assertThat(theme.foreground().contrast(theme.tint(theme.output()))).isGreaterThan(TEXT);
        assertThat(theme.textOn(theme.kernel()).contrast(theme.kernel())).isGreaterThan(TEXT);
    }

    @ParameterizedTest
    @MethodSource("themes")
    void categoriesStandOutAndDifferForEverySight(Theme theme) {
        List<Color> categories = theme.categories();
        for (int i = 0; i < categories.size(); i++) {
            assertThat(categories.get(i).contrast(theme.background())).isGreaterThan(GRAPHICS);
            for (Color other : categories.subList(i + 1, categories.size())) {
                for (double[] sight : SIGHTS) {
                    assertThat(distance(lab(categories.get(i), sight), lab(other, sight)))
                            .as("%s and %s", categories.get(i).hex(), other.hex())
                            .isGreaterThan(DISTINCT);
                }
            }
        }
    }

    @Test
    void oneCategoryIsTooFew() {
        Color black = Color.of(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Theme(black, black, black, black, black, black, List.of(black)))
                .withMessageContaining("at least two");
    }

    @Test
    void colorsBlendByOpacity() {
        assertThat(Color.of(0xFF0000).opacity(0.5).over(Color.of(0x0000FF))).isEqualTo(Color.of(0x800080));
        assertThat(Color.of(0).contrast(Color.of(0xFFFFFF))).isEqualTo(21);
        assertThatIllegalArgumentException().isThrownBy(() -> Color.of(0x1000000));
        assertThatIllegalArgumentException().isThrownBy(() -> Color.of(0).opacity(Double.NaN));
    }

    private static double[] lab(Color color, double[] sight) {
        double[] rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            double encoded = (color.rgb() >> 16 - 8 * i & 0xFF) / 255.0;
            rgb[i] = encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
        }
        double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            double sum = sight[3 * i] * rgb[0] + sight[3 * i + 1] * rgb[1] + sight[3 * i + 2] * rgb[2];
            seen[i] = Math.clamp(sum, 0, 1);
        }
        double x = compress((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047);
        double y = compress(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
        double z = compress((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double compress(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }
}
