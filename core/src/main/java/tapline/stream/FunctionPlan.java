package tapline.stream;

/// A function of each frame. Two arrays are its own where frames come from one place and go to another: loops over
/// one array are slow to some functions.
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

    @Override
    Mapping mapping(int frames) {
        int most = Math.multiplyExact(frames, inChannels());
        return new Shifted(function, inChannels(), new float[most], new float[most]);
    }

    /// @param x for frames on their way in
    /// @param y for frames on their way out
    private record Shifted(FrameFunction function, int channels, float[] x, float[] y) implements Mapping {
        @Override
        public void map(float[] in, int at, int frames, float[] out, int to) {
            int count = frames * channels;
            if (at == to) {
                function.apply(in, out, at, at + count);
            } else {
                System.arraycopy(in, at, x, 0, count);
                function.apply(x, y, 0, count);
                System.arraycopy(y, 0, out, to, count);
            }
        }
    }

    @Override
    void describe(Fingerprint fingerprint) {
        fingerprint.text("function").text(name).ints(inChannels()).floats(parameters);
    }
}
