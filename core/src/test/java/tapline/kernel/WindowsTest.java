package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tapline.RandomCases;
import tapline.shape.PaddingMode;

class WindowsTest {
    private static final float GARBAGE = 99;

    @ParameterizedTest
    @CsvSource({
        // start, step: what stands at the four positions, of the signal 1 2 3
        "-5,          1, 0 0 0 0",
        "-4,          1, 0 0 0 0",
        "-3,          1, 0 0 0 1",
        "-1,          1, 0 1 2 3",
        " 0,          1, 1 2 3 0",
        " 2,          1, 3 0 0 0",
        " 3,          1, 0 0 0 0",
        "-1,          2, 0 2 0 0",
        "-2,          2, 0 1 3 0",
        "-3,          4, 0 2 0 0",
        "-2147483647, 1073741824, 0 0 2 0",
        " 2147483647, 2147483647, 0 0 0 0"
    })
    void zerosStandOutsideOfTheSignal(int start, int step, String expected) {
        float[] x = {GARBAGE, 1, 2, 3, GARBAGE};
        float[] window = {GARBAGE, GARBAGE, GARBAGE, GARBAGE, GARBAGE};
        Windows.copy(x, 1, 3, start, step, PaddingMode.ZEROS, window, 0, 4);
        String[] numbers = expected.split(" ");
        for (int i = 0; i < 4; i++) {
            assertThat(window[i]).isEqualTo(Float.parseFloat(numbers[i]));
        }
        assertThat(window[4]).isEqualTo(GARBAGE);
    }

    @ParameterizedTest
    @EnumSource(PaddingMode.class)
    void everyModeIsItsMapOfPositions(PaddingMode mode) {
        RandomCases.forEach(200, random -> {
            int length = random.nextInt(2, 20);
            int step = random.nextInt(1, 5);
            int start = random.nextInt(1 - length, length);
            int count = Math.max(1, (2 * length - 2 - start) / step);
            float[] x = RandomCases.floats(random, 3 + length);
            float[] window = new float[count];
            Windows.copy(x, 3, length, start, step, mode, window, 0, count);
            for (int i = 0; i < count; i++) {
                int source = mode.source(start + i * step, length);
                assertThat(window[i]).isEqualTo(source < 0 ? 0 : x[3 + source]);
            }
        });
    }
}
