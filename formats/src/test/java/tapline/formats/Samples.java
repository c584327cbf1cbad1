package tapline.formats;

import java.util.Random;
import tapline.tensor.Tensor;

/// Signals to test with.
final class Samples {
    private Samples() {}

    /// Samples in [-1, 1), the same for the same seed.
    static Tensor random(long seed, int channels, int length) {
        Random random = new Random(seed);
        float[] values = new float[channels * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return Tensor.wrap(values, channels, length);
    }

    /// Any bit pattern but NaN's: tiny and huge numbers, zeros of both signs, infinities.
    static Tensor anyBits(long seed, int channels, int length) {
        Random random = new Random(seed);
        float[] values = new float[channels * length];
        for (int i = 0; i < values.length; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            values[i] = Float.isNaN(value) ? -0.0f : value;
        }
        values[0] = Float.POSITIVE_INFINITY;
        values[values.length - 1] = Float.MIN_VALUE;
        return Tensor.wrap(values, channels, length);
    }

    static int[] bits(Tensor tensor) {
        int[] bits = new int[tensor.shape().elements()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(tensor.floats()[i]);
        }
        return bits;
    }
}
