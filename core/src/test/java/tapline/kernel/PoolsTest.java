package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;
import tapline.shape.PoolOptions;

class PoolsTest {
    private static final float[] SPECIAL = {
        0f, -0f, 1f, -1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, -Float.MAX_VALUE
    };

    @Test
    void theLargestIsTheFirstOfEqualOnesAndTheLastNaN() {
        RandomCases.forEach(300, random -> {
            float[] x = new float[1 + random.nextInt(12)];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextBoolean() ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextInt(5) - 2;
            }
            // A NaN with the sign bit set is one as well.
            x[random.nextInt(x.length)] = random.nextInt(4) == 0 ? Float.intBitsToFloat(0xffc00000) : 1;
            int from = random.nextInt(x.length + 1);
            int to = random.nextInt(x.length + 1);
            int step = 1 + random.nextInt(3);
            assertThat(Pools.largest(x, from, to, step)).isEqualTo(largest(x, from, to, step));
        });
    }

    @Test
    void gradientsGoWhereTheLargestIs() {
        RandomCases.forEach(300, random -> {
            PoolOptions options = PoolOptions.of(1 + random.nextInt(4)).stride(1 + random.nextInt(4));
            PoolWindows windows = PoolWindows.of(options, options.kernelSize() + random.nextInt(20));
            float[] x = new float[2 * windows.length()];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextBoolean() ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextInt(5) - 2;
            }
            float[] y = new float[2 * windows.count()];
            float[] g = new float[y.length];
            float[] expected = new float[x.length];
            for (int i = 0; i < y.length; i++) {
                int p = i / windows.count() * windows.length();
                int l = i % windows.count();
                int at = largest(x, p + windows.from()[l], p + windows.to()[l], windows.step());
                g[i] = random.nextInt(100);
                expected[at] += g[i];
            }
            float[] dx = new float[x.length];
            Arrays.fill(dx, Float.NaN);
            Pools.maxima(x, windows, y, 0, 2);
            Pools.maximaBack(x, y, g, windows, dx, 0, 2);
            assertThat(dx).containsExactly(expected);
        });
    }

    private static int largest(float[] x, int from, int to, int step) {
        int best = from < to ? from : -1;
        for (int i = from; i < to; i += step) {
            if (x[i] > x[best] || Float.isNaN(x[i])) {
                best = i;
            }
        }
        return best;
    }
}
