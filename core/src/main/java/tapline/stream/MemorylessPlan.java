package tapline.stream;

/// What makes each output frame of one input frame, and of nothing else.
abstract class MemorylessPlan extends StreamPlan {
    private final int factor;

    /// @param factor output frames of an input frame
    MemorylessPlan(int inChannels, int outChannels, int factor) {
        super(inChannels, outChannels);
        this.factor = factor;
    }

    /// Maps frames.
    ///
    /// @param in *Not modified*
    /// @param out *Modified* from `to`
    abstract void map(float[] in, int at, int frames, float[] out, int to);

    @Override
    final Rate rate() {
        return new Rate(factor, 1);
    }

    @Override
    final long cycle() {
        return 1;
    }

    @Override
    final long firstInput(long out) {
        return Math.floorDiv(out, factor);
    }

    @Override
    final long lastInput(long out) {
        return Math.floorDiv(out, factor);
    }

    @Override
    final long waitsFor(long out) {
        return Math.floorDiv(out, factor);
    }

    @Override
    final long emitted(long received) {
        return received * factor;
    }

    @Override
    final long total(long received) {
        return received * factor;
    }

    @Override
    final int maxFrames(int frames) {
        return Math.multiplyExact(frames, factor);
    }

    @Override
    final int maxTail() {
        return 0;
    }

    @Override
    final int workspace() {
        return 0;
    }

    @Override
    final StreamState state(int frames, float[] workspace) {
        return new State();
    }

    /// Nothing to remember.
    private final class State extends StreamState {
        @Override
        int push(float[] in, int at, int frames, float[] out, int to) {
            map(in, at, frames, out, to);
            return frames * factor;
        }

        @Override
        int finish(float[] out, int to) {
            return 0;
        }

        @Override
        void reset() {}

        @Override
        void transfer(StateTransfer transfer) {}

        @Override
        void resume(long received) {}
    }
}
