package tapline.stream;

/// A function of each frame. Two arrays are its own where frames come from one place and go to another: loops over
/// one array are slow for some functions.
final class FunctionPlan extends MemorylessPlan {
    /// Elements that go from one place to another at once, if a frame has no more.
    private static final int PIECE = 256;

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
        int piece = Math.min(frames, Math.max(1, PIECE / inChannels())) * inChannels();
        return new Shifted(function, inChannels(), new float[piece], new float[piece]);
    }

    /// @param x for frames on their way in
    /// @param y for frames on their way out
    private record Shifted(FrameFunction function, int channels, float[] x, float[] y) implements Mapping {
        @Override
        public void map(float[] in, int at, int frames, float[] out, int to) {
            int count = frames * channels;
            if (at == to) {
                function.apply(in, out, at, at + count);
                return;
            }
            for (int done = 0; done < count; done += x.length) {
                int part = Math.min(x.length, count - done);
                System.arraycopy(in, at + done, x, 0, part);
                function.apply(x, y, 0, part);
                System.arraycopy(y, 0, out, to + done, part);
            }
        }
    }

    @Override
    void describe(Fingerprint fingerprint) {
        fingerprint.text("function").text(name).ints(inChannels()).floats(parameters);
    }
}
