package tapline.stream;

import java.util.Optional;

/// What makes each output frame of one input frame, and of nothing else.
abstract class MemorylessPlan extends StreamPlan {
    private final int factor;

    /// @param factor output frames of an input frame
    MemorylessPlan(int inChannels, int outChannels, int factor) {
        super(inChannels, outChannels);
        this.factor = factor;
    }

    /// How output frames are made.
    @FunctionalInterface
    interface Mapping {
        /// Maps frames.
        ///
        /// @param in frames from `at`, `inStep` apart. *Not modified*
        /// @param out *Modified*: frames from `to`, `outStep` apart
        void map(float[] in, int at, int inStep, int frames, float[] out, int to, int outStep);
    }

    /// How one stream makes output frames.
    ///
    /// @param frames the most that are mapped at once
    /// @param workspace of at least [#workspace] floats. *Kept*
    abstract Mapping mapping(int frames, float[] workspace);

    /// What is cut off is cut before frames are mapped, where it may be the result of padding.
    @Override
    final StreamPlan cut(int frames) {
        return factor == 1 ? new CutPlan(inChannels(), frames).then(this) : super.cut(frames);
    }

    /// Whether each input frame makes one output frame.
    final boolean isFrameByFrame() {
        return factor == 1;
    }

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
    int workspace() {
        return 0;
    }

    @Override
    final StreamState state(int frames, float[] workspace) {
        return new State(mapping(frames, workspace));
    }

    @Override
    final Optional<SlotState> slots(float[] workspace) {
        return factor == 1 ? Optional.of(new Slots(mapping(SlotState.BLOCK, workspace))) : Optional.empty();
    }

    /// Nothing to remember of any signal.
    private final class Slots extends SlotState {
        private final Mapping mapping;

        Slots(Mapping mapping) {
            this.mapping = mapping;
        }

        @Override
        void step(float[] in, int at, float[] out, int to) {
            mapping.map(in, at, inChannels(), BLOCK, out, to, outChannels());
        }

        @Override
        void clear(int slot) {}

        @Override
        void transfer(int slot, long received, StateTransfer transfer) {}
    }

    /// Nothing to remember.
    private final class State extends StreamState {
        private final Mapping mapping;

        State(Mapping mapping) {
            this.mapping = mapping;
        }

        @Override
        int push(float[] in, int at, int inStep, int frames, float[] out, int to, int outStep) {
            mapping.map(in, at, inStep, frames, out, to, outStep);
            return frames * factor;
        }

        @Override
        int finish(float[] out, int to, int outStep) {
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
