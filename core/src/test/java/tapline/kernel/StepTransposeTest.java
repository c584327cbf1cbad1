package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Matrices of any shape are transposed, once or twice, and nothing else is written.
class StepTransposeTest {
    private static final float UNTOUCHED = -1;

    @Test
    void rowsBecomeColumns() {
        for (int rows = 1; rows < 20; rows++) {
            for (int columns = 1; columns < 20; columns++) {
                check(rows, columns, 0);
                check(rows, columns, rows + 3);
            }
        }
    }

    private static void check(int rows, int columns, int again) {
        int step = columns + 2;
        int pitch = rows + again + 1;
        float[] in = new float[5 + rows * step];
        for (int i = 0; i < in.length; i++) {
            in[i] = i;
        }
        float[] expected = new float[7 + columns * pitch];
        Arrays.fill(expected, UNTOUCHED);
        float[] out = expected.clone();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                expected[7 + c * pitch + r] = in[5 + r * step + c];
                expected[7 + c * pitch + r + again] = in[5 + r * step + c];
            }
        }
        StepTranspose.run(in, 5, step, rows, columns, out, 7, pitch, again);
        assertThat(out).as("%d by %d, again %d", rows, columns, again).isEqualTo(expected);
    }
}
