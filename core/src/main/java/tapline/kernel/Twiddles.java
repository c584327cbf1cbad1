package tapline.kernel;

/// The factors of a [RealFft] of one size, each rounded once from double precision. Immutable and thread-safe.
///
/// A node of the transform is a polynomial of `size` coefficients modulo `y^size - e^(2 pi i a)`. With
/// `s = e^(2 pi i a / 4)` it becomes four nodes of a quarter of the size, modulo `y^(size / 4) - s i^k`, whose
/// angles are `a / 4 + k / 4`; the factors are `s`, `s^2` and `s^3`: six floats, cosine before sine. The first node
/// has the angle 1/4. Where the number of bins is no power of four, it first becomes two: `y^(bins / 2) = +-t`.
final class Twiddles {
    /// Floats of one node.
    static final int FACTORS = 6;
    /// Nodes of the last two levels are looked up by vectors: so many stand side by side, factor by factor.
    static final int LANES = 16;

    /// Sizes up to this are kept once made: 8 MiB for all of them together.
    private static final int KEPT = 1 << 19;

    private static final Twiddles[] SIZES = new Twiddles[Integer.numberOfTrailingZeros(KEPT) + 1];

    final int bins;
    /// `t` of the first node; used where the first level makes two of it.
    final float cosine;

    final float sine;
    /// Of a level with `count` nodes, node `n` begins at `(count + n) * FACTORS`; down to nodes of 64 coefficients.
    final float[] nodes;
    /// Of nodes of 16 coefficients, each four times, since a vector has four coefficients of each.
    final AlignedFloats sixteens;
    /// Of nodes of 4 coefficients.
    final AlignedFloats fours;

    private Twiddles(int bins) {
        this.bins = bins;
        cosine = (float) StrictMath.cos(Math.PI / 4);
        sine = (float) StrictMath.sin(Math.PI / 4);
        nodes = new float[bins / 32 * FACTORS];
        sixteens = AlignedFloats.of(bins / 4 * FACTORS);
        fours = AlignedFloats.of(bins / 4 * FACTORS);
        double[] angles = isPowerOfFour(bins) ? new double[] {0.25} : new double[] {0.125, 0.625};
        for (int count = angles.length; count <= bins / 4; count *= 4) {
            level(angles);
            double[] next = new double[4 * count];
            for (int n = 0; n < next.length; n++) {
                next[n] = angles[n / 4] / 4 + n % 4 / 4.0;
            }
            angles = next;
        }
    }

    private static boolean isPowerOfFour(int bins) {
        return Integer.numberOfTrailingZeros(bins) % 2 == 0;
    }

    private void level(double[] angles) {
        int count = angles.length;
        for (int n = 0; n < count; n++) {
            for (int power = 1; power <= 3; power++) {
                double angle = Math.PI / 2 * angles[n] * power;
                factor(count, n, 2 * power - 2, (float) StrictMath.cos(angle));
                factor(count, n, 2 * power - 1, (float) StrictMath.sin(angle));
            }
        }
    }

    private void factor(int count, int node, int index, float value) {
        switch (bins / count) {
            case 4 -> fours.array()[fours.at() + lane(node) + index * LANES] = value;
            case 16 -> {
                for (int copy = 0; copy < 4; copy++) {
                    sixteens.array()[sixteens.at() + lane(4 * node + copy) + index * LANES] = value;
                }
            }
            default -> nodes[(count + node) * FACTORS + index] = value;
        }
    }

    /// Where the first factor of a lane is, counted from the first lane's; the next ones are [#LANES] further each.
    static int lane(int lane) {
        return lane / LANES * FACTORS * LANES + lane % LANES;
    }

    /// @param size real samples, a power of two from [RealFft#SMALLEST]
    static Twiddles of(int size) {
        if (size > KEPT) {
            return new Twiddles(size / 2);
        }
        int index = Integer.numberOfTrailingZeros(size);
        synchronized (SIZES) {
            if (SIZES[index] == null) {
                SIZES[index] = new Twiddles(size / 2);
            }
            return SIZES[index];
        }
    }
}
