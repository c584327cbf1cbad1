package tapline.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The states of a chain's parts, with a buffer between each two. Functions of frames are applied where a part has
/// put these, and selected channels are looked at where they are. Two buffers that take turns are enough, but for
/// parts that give frames at the end: while those go on, others are on their way.
final class ChainState extends StreamState {
    private final Stage[] stages;
    private final float[][] buffers;
    private final int last;

    /// One part that moves frames, with what only changes them.
    ///
    /// @param from the first channel of an input frame that it takes
    /// @param functions of its output, one after the other
    /// @param limit frames that it takes at once
    private record Stage(StreamPlan plan, StreamState state, int from, MemorylessPlan.Mapping[] functions, int limit) {
        int push(float[] in, int at, int inStep, int frames, float[] out, int to, int outStep) {
            return changed(state.push(in, at + from, inStep, frames, out, to, outStep), out, to, outStep);
        }

        int finish(float[] out, int to, int outStep) {
            return changed(state.finish(out, to, outStep), out, to, outStep);
        }

        private int changed(int count, float[] out, int to, int step) {
            for (MemorylessPlan.Mapping function : functions) {
                function.map(out, to, step, count, out, to, step);
            }
            return count;
        }
    }

    /// @param frames the most that are pushed at once
    ChainState(ChainPlan plan, int frames, float[] workspace) {
        List<StreamPlan> parts = plan.steps();
        List<Stage> list = new ArrayList<>();
        int limit = frames;
        int from = 0;
        for (int i = 0; i < parts.size(); i++) {
            StreamPlan part = parts.get(i);
            if (part.selected() >= 0 && i + 1 < parts.size()) {
                from += part.selected();
                continue;
            }
            int end = i + 1;
            while (end < parts.size() && parts.get(end) instanceof FunctionPlan) {
                end++;
            }
            int most = part.maxFrames(limit);
            int given = Math.max(most, part.maxTail());
            MemorylessPlan.Mapping[] functions = parts.subList(i + 1, end).stream()
                    .map(function -> ((FunctionPlan) function).mapping(given, workspace))
                    .toArray(MemorylessPlan.Mapping[]::new);
            list.add(new Stage(part, part.state(limit, workspace), from, functions, limit));
            limit = Math.max(1, most);
            from = 0;
            i = end - 1;
        }
        stages = list.toArray(Stage[]::new);
        last = stages.length - 1;
        buffers = buffers(stages);
    }

    private static float[][] buffers(Stage[] stages) {
        int[] lengths = Arrays.stream(stages).mapToInt(ChainState::length).toArray();
        int longest = Arrays.stream(lengths).max().orElseThrow();
        float[][] turns = {new float[stages.length > 1 ? longest : 0], new float[stages.length > 2 ? longest : 0]};
        float[][] buffers = new float[stages.length - 1][];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = stages[i].plan.maxTail() > 0 ? new float[lengths[i]] : turns[i % 2];
        }
        return buffers;
    }

    private static int length(Stage stage) {
        int most = Math.max(stage.plan.maxFrames(stage.limit), stage.plan.maxTail());
        return Math.multiplyExact(most, stage.plan.outChannels());
    }

    @Override
    int push(float[] in, int at, int inStep, int frames, float[] out, int to, int outStep) {
        return pushFrom(0, in, at, inStep, frames, out, to, outStep);
    }

    private int pushFrom(int stage, float[] in, int at, int inStep, int frames, float[] out, int to, int outStep) {
        float[] data = in;
        int offset = at;
        int step = inStep;
        int count = frames;
        for (int i = stage; i < last && count > 0; i++) {
            int width = stages[i].plan.outChannels();
            count = stages[i].push(data, offset, step, count, buffers[i], 0, width);
            data = buffers[i];
            offset = 0;
            step = width;
        }
        return count == 0 ? 0 : stages[last].push(data, offset, step, count, out, to, outStep);
    }

    /// What the end of the signal gives, part by part: each is finished when those before it are.
    @Override
    int finish(float[] out, int to, int outStep) {
        int count = 0;
        for (int i = 0; i < last; i++) {
            int width = stages[i].plan.outChannels();
            int limit = stages[i + 1].limit;
            int tail = stages[i].finish(buffers[i], 0, width);
            for (int done = 0; done < tail; done += limit) {
                int frames = Math.min(limit, tail - done);
                count += pushFrom(i + 1, buffers[i], done * width, width, frames, out, to + count * outStep, outStep);
            }
        }
        return count + stages[last].finish(out, to + count * outStep, outStep);
    }

    @Override
    void reset() {
        for (Stage stage : stages) {
            stage.state.reset();
        }
    }

    @Override
    void transfer(StateTransfer transfer) {
        for (Stage stage : stages) {
            stage.state.transfer(transfer);
        }
    }

    @Override
    void resume(long received) {
        long frames = received;
        for (Stage stage : stages) {
            stage.state.resume(frames);
            frames = stage.plan.emitted(frames);
        }
    }
}
