package tapline.benchmarks;

/// The convolution that start-up is timed with: 8 to 8 channels, 3 taps, 64 samples.
final class SmallConvolution {
    static final int CHANNELS = 8;
    static final int TAPS = 3;
    static final int LENGTH = 64;

    private SmallConvolution() {}

    static float[] ramp(int elements) {
        float[] values = new float[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = i * 0x1p-8f;
        }
        return values;
    }
}
