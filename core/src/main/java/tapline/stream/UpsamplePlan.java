package tapline.stream;

import tapline.shape.ShapeException;

/// Every frame several times.
final class UpsamplePlan extends MemorylessPlan {
    private final int factor;

    UpsamplePlan(int channels, int factor) {
        super(channels, channels, factor);
        if (factor < 1) {
            throw new ShapeException("expected a factor of at least 1, but got " + factor);
        }
        this.factor = factor;
    }

    @Override
    Mapping mapping(int frames) {
        return this::map;
    }

    private void map(float[] in, int at, int frames, float[] out, int to) {
        int channels = inChannels();
        for (int f = 0; f < frames * factor; f++) {
            System.arraycopy(in, at + f / factor * channels, out, to + f * channels, channels);
        }
    }

    @Override
    void describe(Fingerprint fingerprint) {
        fingerprint.text("upsample").ints(inChannels(), factor);
    }
}
