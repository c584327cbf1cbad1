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
    Mapping mapping(int frames, float[] workspace) {
        int piece = Math.min(frames, Math.max(1, PIECE / inChannels()));
        int floats = piece * inChannels();
        return new Shifted(function, inChannels(), piece, new float[floats], new float[floats]);
    }

    /// @param piece frames that are mapped at once
    /// @param x for frames on their way in
    /// @param y for frames on their way out
    private record Shifted(FrameFunction function, int channels, int piece, float[] x, float[] y) implements Mapping {
        @Override
        public void map(float[] in, int at, int inStep, int frames, float[] out, int to, int outStep) {
            if (at == to && (frames == 1 || inStep == channels && outStep == channels)) {
                function.apply(in, out, at, at + frames * channels);
                return;
            }
            for (int done = 0; done < frames; done += piece) {
                int part = Math.min(piece, frames - done);
                for (int f = 0; f < part; f++) {
                    System.arraycopy(in, at + (done + f) * inStep, x, f * channels, channels);
                }
                function.apply(x, y, 0, part * channels);
                for (int f = 0; f < part; f++) {
                    System.arraycopy(y, f * channels, out, to + (done + f) * outStep, channels);
                }
            }
        }
    }

    @Override
    void describe(Fingerprint fingerprint) {
        fingerprint.text("function").text(name).ints(inChannels()).floats(parameters);
    }
}
