package tapline.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tapline.shape.ShapeException;

/// Several parts of the same signal, joined. What a part gives earlier than others waits for them.
final class BranchPlan extends StreamPlan {
    /// How frames are joined.
    enum Join {
        SUM,
        PRODUCT,
        CONCATENATION
    }

    private final Join join;
    private final List<StreamPlan> parts;
    private final Rate rate;
    private final int[] backlog;
    private final boolean waits;

    BranchPlan(Join join, List<StreamPlan> parts) {
        super(inChannels(parts), outChannels(join, parts));
        this.join = join;
        this.parts = List.copyOf(parts);
        rate = this.parts.getFirst().rate();
        for (StreamPlan part : this.parts) {
            if (!part.rate().equals(rate)) {
                throw new ShapeException("branches that are joined must give as many frames: one gives " + rate
                        + ", another " + part.rate());
            }
        }
        backlog = backlog();
        waits = Arrays.stream(backlog).anyMatch(frames -> frames > 0);
    }

    private static int inChannels(List<StreamPlan> parts) {
        if (parts.isEmpty()) {
            throw new ShapeException("expected at least one branch");
        }
        int channels = parts.getFirst().inChannels();
        for (StreamPlan part : parts) {
            if (part.inChannels() != channels) {
                throw new ShapeException("branches must take the same channels: one takes " + channels + ", another "
                        + part.inChannels());
            }
        }
        return channels;
    }

    private static int outChannels(Join join, List<StreamPlan> parts) {
        if (join == Join.CONCATENATION) {
            return parts.stream().mapToInt(StreamPlan::outChannels).reduce(0, Math::addExact);
        }
        int channels = parts.getFirst().outChannels();
        for (StreamPlan part : parts) {
            if (part.outChannels() != channels) {
                throw new ShapeException("branches of a " + join.name().toLowerCase(Locale.ROOT)
                        + " must give the same channels: one gives " + channels + ", another " + part.outChannels());
            }
        }
        return channels;
    }

    /// How many frames each part is ahead of the slowest at most. Once all have given a frame, that repeats
    /// with their common cycle.
    private int[] backlog() {
        int[] most = new int[parts.size()];
        long rest = cycle();
        for (long received = 1; rest > 0; received++) {
            long least = emitted(received);
            for (int i = 0; i < most.length; i++) {
                most[i] = Math.max(most[i], Math.toIntExact(parts.get(i).emitted(received) - least));
            }
            if (least > 0) {
                rest--;
            }
        }
        return most;
    }

    /// Whether a part may be ahead of another, so that frames wait.
    boolean waits() {
        return waits;
    }

    /// Whether a part's frames are put where no other's are.
    boolean isApart(int index) {
        return index == 0 || join == Join.CONCATENATION;
    }

    /// How far the next part's frames are put behind those of part `index`.
    int shift(int index) {
        return join == Join.CONCATENATION ? parts.get(index).outChannels() : 0;
    }

    /// Adds frames to others, or multiplies these with them.
    ///
    /// @param more frames from `from`, `step` apart. *Not modified*
    /// @param out *Modified*: frames from `to`, `outStep` apart
    void combine(float[] more, int from, int step, int frames, float[] out, int to, int outStep) {
        for (int f = 0; f < frames; f++) {
            int m = from + f * step;
            int o = to + f * outStep;
            if (join == Join.PRODUCT) {
                for (int c = 0; c < outChannels(); c++) {
                    out[o + c] *= more[m + c];
                }
            } else {
                for (int c = 0; c < outChannels(); c++) {
                    out[o + c] += more[m + c];
                }
            }
        }
    }

    List<StreamPlan> parts() {
        return parts;
    }

    /// How many frames of part `index` may wait, where at most `frames` are pushed at once.
    int waiting(int index, int frames) {
        StreamPlan part = parts.get(index);
        return Math.addExact(backlog[index], Math.max(part.maxFrames(frames), part.maxTail()));
    }

    @Override
    Rate rate() {
        return rate;
    }

    @Override
    long cycle() {
        long cycle = 1;
        for (StreamPlan part : parts) {
            cycle = Math.multiplyExact(cycle, part.cycle() / Rate.gcd(cycle, part.cycle()));
        }
        return cycle;
    }

    @Override
    long firstInput(long out) {
        return parts.stream().mapToLong(part -> part.firstInput(out)).min().orElseThrow();
    }

    @Override
    long lastInput(long out) {
        return parts.stream().mapToLong(part -> part.lastInput(out)).max().orElseThrow();
    }

    @Override
    long waitsFor(long out) {
        return parts.stream().mapToLong(part -> part.waitsFor(out)).max().orElseThrow();
    }

    @Override
    long emitted(long received) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < parts.size(); i++) {
            least = Math.min(least, parts.get(i).emitted(received));
        }
        return least;
    }

    @Override
    long total(long received) {
        long frames = parts.getFirst().total(received);
        for (int i = 1; i < parts.size(); i++) {
            long other = parts.get(i).total(received);
            if (other != frames) {
                throw new ShapeException("branches that are joined give different numbers of frames for " + received
                        + " that go in: " + frames + " and " + other);
            }
        }
        return frames;
    }

    @Override
    int maxFrames(int frames) {
        int most = 0;
        for (int i = 0; i < parts.size(); i++) {
            most = Math.max(most, waiting(i, frames));
        }
        return most;
    }

    @Override
    int maxTail() {
        int most = 0;
        for (int i = 0; i < parts.size(); i++) {
            most = Math.max(most, Math.addExact(backlog[i], parts.get(i).maxTail()));
        }
        return most;
    }

    @Override
    int workspace() {
        return parts.stream().mapToInt(StreamPlan::workspace).max().orElseThrow();
    }

    @Override
    StreamState state(int frames, float[] workspace) {
        return new BranchState(this, frames, workspace);
    }

    @Override
    Optional<SlotState> slots(float[] workspace) {
        List<SlotState> states = new ArrayList<>();
        for (StreamPlan part : parts) {
            Optional<SlotState> state = part.slots(workspace);
            if (state.isEmpty()) {
                return state;
            }
            states.add(state.get());
        }
        return Optional.of(new BranchSlots(this, states.toArray(SlotState[]::new)));
    }

    @Override
    void describe(Fingerprint fingerprint) {
        fingerprint.text(join.name()).ints(parts.size());
        parts.forEach(part -> part.describe(fingerprint));
    }

    /// What is cut off is cut from every part, where it may be the result of padding.
    @Override
    StreamPlan cut(int frames) {
        return new BranchPlan(
                join, parts.stream().map(part -> part.cutRight(frames)).toList());
    }
}
