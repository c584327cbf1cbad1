package tapline.stream;

import tapline.shape.ShapeException;

/// Some neighbouring channels of each frame.
final class SelectPlan extends MemorylessPlan {
    private final int from;

    SelectPlan(int inChannels, int from, int to) {
        super(inChannels, to - from, 1);
        if (from < 0 || to <= from || to > inChannels) {
            throw new ShapeException("expected channels of 0 to " + inChannels + ", but got " + from + " to " + to);
        }
        this.from = from;
    }

    @Override
    Mapping mapping(int frames, float[] workspace) {
        return this::map;
    }

    private void map(float[] in, int at, int inStep, int frames, float[] out, int to, int outStep) {
        for (int f = 0; f < frames; f++) {
            System.arraycopy(in, at + f * inStep + from, out, to + f * outStep, outChannels());
        }
    }

    @Override
    int selected() {
        return from;
    }

    @Override
    void describe(Fingerprint fingerprint) {
        fingerprint.text("select").ints(inChannels(), from, outChannels());
    }
}
