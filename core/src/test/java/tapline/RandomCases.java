package tapline;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Runs a property over many random cases. A failure names the case's seed; `-Dtapline.seed=SEED` runs that case
/// alone.
public final class RandomCases {
    private RandomCases() {}

    /// Runs `property` for `count` seeds, each with random numbers of its own.
    public static void forEach(int count, Consumer<SplittableRandom> property) {
        Long only = Long.getLong("tapline.seed");
        long first = only == null ? 0 : only;
        long last = only == null ? count - 1 : only;
        for (long seed = first; seed <= last; seed++) {
            try {
                property.accept(new SplittableRandom(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("with -Dtapline.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /// Random numbers between -1 and 1.
    public static float[] floats(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    /// Small whole numbers, whose sums of products are exact in float32 in any order.
    public static float[] wholeFloats(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(-8, 9);
        }
        return values;
    }

    /// Mostly numbers between -1 and 1, in some cases with the special ones among them.
    public static float[] floatsWithSpecials(SplittableRandom random, int count) {
        float[] special = {
            -0f, 0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 1e-42f, -1e-30f, Float.MAX_VALUE
        };
        float[] values = floats(random, count);
        if (random.nextInt(3) == 0) {
            for (int i = 0; i < count / 20; i++) {
                values[random.nextInt(count)] = special[random.nextInt(special.length)];
            }
        }
        return values;
    }
}
