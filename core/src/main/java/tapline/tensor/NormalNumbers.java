package tapline.tensor;

/// Normal numbers from uniform ones, by the method of Box and Muller: a pair of the one gives a pair of the other.
/// PyTorch has two ways of it, depending on how many are wanted. Holds half a pair between calls. Not thread-safe.
///
/// The functions are StrictMath's, so that a seed gives the same numbers on every machine.
final class NormalNumbers {
    private static final int BLOCK = 16;
    private static final int HALF = BLOCK / 2;
    private static final float TWO_PI = (float) (2 * Math.PI);

    private double spare;
    private boolean hasSpare;

    /// Forgets the half pair.
    void clear() {
        hasSpare = false;
    }

    /// Fills `result` with normal numbers of this mean and standard deviation.
    ///
    /// @param result *Modified*
    void fill(Tensor result, double mean, double std, MersenneTwister bits) {
        if (result.dtype() == DType.FLOAT32) {
            fill(result.floats(), mean, std, bits);
        } else {
            fill(result.doubles(), mean, std, bits);
        }
    }

    private void fill(float[] values, double mean, double std, MersenneTwister bits) {
        if (values.length < BLOCK) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (next(bits) * std + mean);
            }
            return;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = UniformNumbers.nextFloat(bits);
        }
        int block = 0;
        for (; block + BLOCK <= values.length; block += BLOCK) {
            transform(values, block, (float) mean, (float) std);
        }
        if (block < values.length) {
            // What is left does not make a block: the last 16 are drawn anew, over numbers that were already normal.
            block = values.length - BLOCK;
            for (int i = block; i < values.length; i++) {
                values[i] = UniformNumbers.nextFloat(bits);
            }
            transform(values, block, (float) mean, (float) std);
        }
    }

    private void fill(double[] values, double mean, double std, MersenneTwister bits) {
        if (values.length < BLOCK) {
            for (int i = 0; i < values.length; i++) {
                values[i] = next(bits) * std + mean;
            }
            return;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = UniformNumbers.nextDouble(bits);
        }
        int block = 0;
        for (; block + BLOCK <= values.length; block += BLOCK) {
            transform(values, block, mean, std);
        }
        if (block < values.length) {
            block = values.length - BLOCK;
            for (int i = block; i < values.length; i++) {
                values[i] = UniformNumbers.nextDouble(bits);
            }
            transform(values, block, mean, std);
        }
    }

    private double next(MersenneTwister bits) {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double angle = 2 * Math.PI * UniformNumbers.nextDouble(bits);
        double radius = Math.sqrt(-2 * StrictMath.log1p(-UniformNumbers.nextDouble(bits)));
        spare = radius * StrictMath.sin(angle);
        hasSpare = true;
        return radius * StrictMath.cos(angle);
    }

    /// Rounds to float32 after each step, as PyTorch's vector code does: the angle alone would otherwise be off
    /// by more than the functions are.
    private static void transform(float[] values, int block, float mean, float std) {
        for (int i = block; i < block + HALF; i++) {
            float radius = (float) Math.sqrt(-2 * (float) StrictMath.log(1 - values[i]));
            float angle = TWO_PI * values[i + HALF];
            values[i] = Math.fma(radius * (float) StrictMath.cos(angle), std, mean);
            values[i + HALF] = Math.fma(radius * (float) StrictMath.sin(angle), std, mean);
        }
    }

    private static void transform(double[] values, int block, double mean, double std) {
        for (int i = block; i < block + HALF; i++) {
            double radius = Math.sqrt(-2 * StrictMath.log(1 - values[i]));
            double angle = 2 * Math.PI * values[i + HALF];
            values[i] = radius * StrictMath.cos(angle) * std + mean;
            values[i + HALF] = radius * StrictMath.sin(angle) * std + mean;
        }
    }
}
