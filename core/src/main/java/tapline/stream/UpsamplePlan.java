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
    Mapping mapping(int frames, float[] workspace) {
        return this::map;
    }

    private void map(float[] in, int at, int inStep, int frames, float[] out, int to, int outStep) {
        for (int f = 0; f < frames * factor; f++) {
            System.arraycopy(in, at + f / factor * inStep, out, to + f * outStep, inChannels());
        }
    }

    @Override
    void describe(Fingerprint fingerprint) {
        fingerprint.text("upsample").ints(inChannels(), factor);
    }
}
