package tapline.stream;

import java.util.Arrays;
import java.util.List;

/// The states of a chain's parts, with a buffer between each two. Two buffers that take turns are enough, but for
/// parts that give frames at the end: while those go on, others are on their way.
final class ChainState extends StreamState {
    private final StreamPlan[] parts;
    private final StreamState[] states;
    private final float[][] buffers;
    private final int[] limits;
    private final int last;

    /// @param frames the most that are pushed at once
    ChainState(ChainPlan plan, int frames, float[] workspace) {
        List<StreamPlan> list = plan.steps();
        int count = list.size();
        last = count - 1;
        parts = list.toArray(StreamPlan[]::new);
        states = new StreamState[count];
        buffers = new float[last][];
        limits = new int[count];
        int limit = frames;
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            limits[i] = limit;
            states[i] = parts[i].state(limit, workspace);
            int most = parts[i].maxFrames(limit);
            lengths[i] = Math.multiplyExact(Math.max(most, parts[i].maxTail()), parts[i].outChannels());
            limit = Math.max(1, most);
        }
        int longest = Arrays.stream(lengths).max().orElseThrow();
        float[][] turns = {new float[last > 0 ? longest : 0], new float[last > 1 ? longest : 0]};
        for (int i = 0; i < last; i++) {
            buffers[i] = parts[i].maxTail() > 0 ? new float[lengths[i]] : turns[i % 2];
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
        for (int i = part; i < last && count > 0; i++) {
            count = states[i].push(data, offset, count, buffers[i], 0);
            data = buffers[i];
            offset = 0;
        }
        return count == 0 ? 0 : states[last].push(data, offset, count, out, to);
    }

    /// What the end of the signal gives, part by part: each is finished when those before it are.
    @Override
    int finish(float[] out, int to) {
        int channels = parts[last].outChannels();
        int count = 0;
        for (int i = 0; i < last; i++) {
            int tail = states[i].finish(buffers[i], 0);
            int width = parts[i].outChannels();
            for (int done = 0; done < tail; done += limits[i + 1]) {
                int frames = Math.min(limits[i + 1], tail - done);
                count += pushFrom(i + 1, buffers[i], done * width, frames, out, to + count * channels);
            }
        }
        return count + states[last].finish(out, to + count * channels);
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
