package tapline.stream;

import java.util.List;

/// The states of a chain's parts, with a buffer between each two. A function that is not the first part works
/// in place.
final class ChainState extends StreamState {
    private final StreamPlan[] parts;
    private final StreamState[] states;
    private final float[][] buffers;
    private final int[] limits;
    private final boolean[] inPlace;
    private final int lastMoving;

    /// @param frames the most that are pushed at once
    ChainState(ChainPlan plan, int frames, float[] workspace) {
        List<StreamPlan> list = plan.parts().isEmpty()
                ? List.of(new SelectPlan(plan.inChannels(), 0, plan.inChannels()))
                : plan.parts();
        int count = list.size();
        parts = list.toArray(StreamPlan[]::new);
        states = new StreamState[count];
        buffers = new float[count][0];
        limits = new int[count];
        inPlace = new boolean[count];
        int moving = 0;
        int limit = frames;
        for (int i = 0; i < count; i++) {
            limits[i] = limit;
            states[i] = parts[i].state(limit, workspace);
            inPlace[i] = i > 0 && parts[i] instanceof FunctionPlan;
            moving = inPlace[i] ? moving : i;
            limit = Math.max(1, parts[i].maxFrames(limit));
        }
        lastMoving = moving;
        for (int i = 0; i < lastMoving; i++) {
            if (!inPlace[i]) {
                int most = Math.max(parts[i].maxFrames(limits[i]), parts[i].maxTail());
                buffers[i] = new float[Math.multiplyExact(most, parts[i].outChannels())];
            }
        }
    }

    @Override
    int push(float[] in, int at, int frames, float[] out, int to) {
        return pushFrom(0, in, at, frames, out, to);
    }

    private int pushFrom(int part, float[] in, int at, int frames, float[] out, int to) {
        float[] data = in;
        int offset = at;
        int count = frames;
        for (int i = part; i < states.length && count > 0; i++) {
            if (inPlace[i]) {
                apply(i, data, offset, count);
            } else {
                boolean isLast = i == lastMoving;
                float[] target = isLast ? out : buffers[i];
                int targetOffset = isLast ? to : 0;
                count = states[i].push(data, offset, count, target, targetOffset);
                data = target;
                offset = targetOffset;
            }
        }
        return count;
    }

    private void apply(int part, float[] data, int at, int frames) {
        FunctionPlan function = (FunctionPlan) parts[part];
        function.function().apply(data, at, frames * function.inChannels());
    }

    /// What the end of the signal gives, part by part: each is finished when those before it are.
    @Override
    int finish(float[] out, int to) {
        int channels = parts[states.length - 1].outChannels();
        int count = 0;
        for (int i = 0; i < lastMoving; i++) {
            if (!inPlace[i]) {
                int tail = states[i].finish(buffers[i], 0);
                int width = parts[i].outChannels();
                for (int done = 0; done < tail; done += limits[i + 1]) {
                    int frames = Math.min(limits[i + 1], tail - done);
                    count += pushFrom(i + 1, buffers[i], done * width, frames, out, to + count * channels);
                }
            }
        }
        int last = to + count * channels;
        int tail = states[lastMoving].finish(out, last);
        for (int i = lastMoving + 1; i < states.length && tail > 0; i++) {
            apply(i, out, last, tail);
        }
        return count + tail;
    }

    @Override
    void reset() {
        for (StreamState state : states) {
            state.reset();
        }
    }

    @Override
    void transfer(StateTransfer transfer) {
        for (StreamState state : states) {
            state.transfer(transfer);
        }
    }

    @Override
    void resume(long received) {
        long frames = received;
        for (int i = 0; i < states.length; i++) {
            states[i].resume(frames);
            frames = parts[i].emitted(frames);
        }
    }
}
