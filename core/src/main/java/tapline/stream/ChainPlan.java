package tapline.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tapline.shape.ShapeException;

/// Parts one after the other; none is the signal as it is.
final class ChainPlan extends StreamPlan {
    private final List<StreamPlan> parts;

    /// @param channels of the input, or open
    ChainPlan(int channels, List<StreamPlan> parts) {
        super(channels, parts.isEmpty() ? channels : parts.getLast().outChannels());
        this.parts = List.copyOf(parts);
    }

    /// One after the other, chains in them taken apart.
    static StreamPlan of(StreamPlan first, StreamPlan second) {
        if (first.isOpen()) {
            return second;
        }
        if (first.outChannels() != second.inChannels()) {
            throw new ShapeException("a part that takes " + second.inChannels()
                    + " channels can't follow one that gives " + first.outChannels());
        }
        List<StreamPlan> parts = new ArrayList<>();
        for (StreamPlan plan : List.of(first, second)) {
            parts.addAll(plan instanceof ChainPlan chain ? chain.parts : List.of(plan));
        }
        return parts.size() == 1 ? parts.getFirst() : new ChainPlan(first.inChannels(), parts);
    }

    List<StreamPlan> parts() {
        return parts;
    }

    @Override
    Rate rate() {
        Rate rate = Rate.SAME;
        for (StreamPlan part : parts) {
            rate = rate.then(part.rate());
        }
        return rate;
    }

    @Override
    long cycle() {
        long cycle = 1;
        for (StreamPlan part : parts) {
            cycle = Math.multiplyExact(cycle, part.cycle());
        }
        return cycle;
    }

    @Override
    long firstInput(long out) {
        return back(out, StreamPlan::firstInput);
    }

    @Override
    long lastInput(long out) {
        return back(out, StreamPlan::lastInput);
    }

    @Override
    long waitsFor(long out) {
        return back(out, StreamPlan::waitsFor);
    }

    private long back(long out, InputPosition input) {
        long position = out;
        for (StreamPlan part : parts.reversed()) {
            position = input.of(part, position);
        }
        return position;
    }

    /// Which input position of a part an output position has to do with.
    private interface InputPosition {
        long of(StreamPlan part, long out);
    }

    // An iterator for each push would be garbage: what is called then counts.

    @Override
    long emitted(long received) {
        long frames = received;
        for (int i = 0; i < parts.size(); i++) {
            frames = parts.get(i).emitted(frames);
        }
        return frames;
    }

    @Override
    long total(long received) {
        long frames = received;
        for (int i = 0; i < parts.size(); i++) {
            frames = parts.get(i).total(frames);
        }
        return frames;
    }

    @Override
    int maxFrames(int frames) {
        int most = frames;
        for (int i = 0; i < parts.size(); i++) {
            most = parts.get(i).maxFrames(most);
        }
        return most;
    }

    @Override
    int maxTail() {
        int most = 0;
        for (StreamPlan part : parts) {
            most = Math.addExact(part.maxFrames(most), part.maxTail());
        }
        return most;
    }

    @Override
    int workspace() {
        return parts.stream().mapToInt(StreamPlan::workspace).max().orElse(0);
    }

    @Override
    int selected() {
        return parts.isEmpty() ? 0 : -1;
    }

    @Override
    StreamState state(int frames, float[] workspace) {
        return new ChainState(this, frames, workspace);
    }

    @Override
    Optional<SlotState> slots(float[] workspace) {
        List<SlotState> states = new ArrayList<>();
        int longest = 0;
        for (StreamPlan part : steps()) {
            Optional<SlotState> state = part.slots(workspace);
            if (state.isEmpty()) {
                return state;
            }
            states.add(state.get());
            longest = Math.max(longest, Math.multiplyExact(SlotState.BLOCK, part.outChannels()));
        }
        return Optional.of(new ChainSlots(states.toArray(SlotState[]::new), longest));
    }

    /// What is done, if it is only to take all channels.
    List<StreamPlan> steps() {
        return parts.isEmpty() ? List.of(new SelectPlan(inChannels(), 0, inChannels())) : parts;
    }

    @Override
    void describe(Fingerprint fingerprint) {
        fingerprint.text("chain").ints(inChannels(), parts.size());
        parts.forEach(part -> part.describe(fingerprint));
    }

    /// The last part is cut; what is made frame by frame is cut where it is made from.
    @Override
    StreamPlan cut(int frames) {
        if (parts.isEmpty()) {
            return new CutPlan(inChannels(), frames);
        }
        StreamPlan before = new ChainPlan(inChannels(), parts.subList(0, parts.size() - 1));
        return parts.getLast() instanceof MemorylessPlan last && last.isFrameByFrame()
                ? before.cut(frames).then(last)
                : before.then(parts.getLast().cut(frames));
    }
}
