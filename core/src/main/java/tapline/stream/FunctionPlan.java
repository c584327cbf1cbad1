package tapline.stream;

/// A function of each frame, applied in place where a chain allows it.
final class FunctionPlan extends MemorylessPlan {
    private final String name;
    private final float[] parameters;
    private final FrameFunction function;

    FunctionPlan(int channels, String name, float[] parameters, FrameFunction function) {
        super(channels, channels, 1);
        this.name = name;
        this.parameters = parameters;
        this.function = function;
    }

    FrameFunction function() {
        return function;
    }

    @Override
    void map(float[] in, int at, int frames, float[] out, int to) {
        int count = frames * inChannels();
        System.arraycopy(in, at, out, to, count);
        function.apply(out, to, count);
    }

    @Override
    void describe(Fingerprint fingerprint) {
        fingerprint.text("function").text(name).ints(inChannels()).floats(parameters);
    }

    /// What is cut off is cut before the function, where it may be the result of padding.
    @Override
    StreamPlan cut(int frames) {
        return new CutPlan(inChannels(), frames).then(this);
    }
}
