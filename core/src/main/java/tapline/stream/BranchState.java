package tapline.stream;

/// The states of all branches, and for each the frames that wait for the others. Where none is ever ahead of another,
/// each joins its frames with the others' at once.
final class BranchState extends StreamState {
    private final BranchPlan plan;
    private final StreamState[] states;
    private final FrameQueue[] queues;
    private final float[] buffer;

    /// @param frames the most that are pushed at once
    BranchState(BranchPlan plan, int frames, float[] workspace) {
        this.plan = plan;
        int count = plan.parts().size();
        states = new StreamState[count];
        queues = new FrameQueue[plan.waits() ? count : 0];
        int longest = 0;
        for (int i = 0; i < count; i++) {
            StreamPlan part = plan.parts().get(i);
            states[i] = part.state(frames, workspace);
            if (plan.waits()) {
                queues[i] = new FrameQueue(part.outChannels(), plan.waiting(i, frames));
            }
            int most = Math.max(part.maxFrames(frames), part.maxTail());
            longest = Math.max(longest, Math.multiplyExact(most, part.outChannels()));
        }
        buffer = new float[longest];
    }

    @Override
    int push(float[] in, int at, int inStep, int frames, float[] out, int to, int outStep) {
        if (plan.waits()) {
            for (int i = 0; i < states.length; i++) {
                int width = plan.parts().get(i).outChannels();
                queues[i].put(buffer, states[i].push(in, at, inStep, frames, buffer, 0, width));
            }
            return join(out, to, outStep);
        }
        int count = 0;
        int o = to;
        for (int i = 0; i < states.length; i++) {
            StreamPlan part = plan.parts().get(i);
            int width = part.outChannels();
            if (plan.isApart(i)) {
                count = states[i].push(in, at, inStep, frames, out, o, outStep);
            } else if (part.selected() >= 0) {
                plan.combine(in, at + part.selected(), inStep, frames, out, o, outStep);
            } else {
                states[i].push(in, at, inStep, frames, buffer, 0, width);
                plan.combine(buffer, 0, width, count, out, o, outStep);
            }
            o += plan.shift(i);
        }
        return count;
    }

    @Override
    int finish(float[] out, int to, int outStep) {
        int count = 0;
        int o = to;
        for (int i = 0; i < states.length; i++) {
            int width = plan.parts().get(i).outChannels();
            if (plan.waits()) {
                queues[i].put(buffer, states[i].finish(buffer, 0, width));
            } else if (plan.isApart(i)) {
                count = states[i].finish(out, o, outStep);
            } else {
                states[i].finish(buffer, 0, width);
                plan.combine(buffer, 0, width, count, out, o, outStep);
            }
            o += plan.shift(i);
        }
        return plan.waits() ? join(out, to, outStep) : count;
    }

    /// Joins the frames that all branches have.
    private int join(float[] out, int to, int outStep) {
        int frames = Integer.MAX_VALUE;
        for (FrameQueue queue : queues) {
            frames = Math.min(frames, queue.size());
        }
        int o = to;
        for (int i = 0; i < queues.length; i++) {
            if (plan.isApart(i)) {
                queues[i].take(frames, out, o, outStep);
            } else {
                queues[i].takeInto(frames, out, o, outStep, plan);
            }
            o += plan.shift(i);
        }
        return frames;
    }

    @Override
    void reset() {
        for (StreamState state : states) {
            state.reset();
        }
        for (FrameQueue queue : queues) {
            queue.resume(0, 0);
        }
    }

    @Override
    void transfer(StateTransfer transfer) {
        for (StreamState state : states) {
            state.transfer(transfer);
        }
        for (FrameQueue queue : queues) {
            queue.transfer(transfer);
        }
    }

    @Override
    void resume(long received) {
        long taken = plan.emitted(received);
        for (int i = 0; i < states.length; i++) {
            states[i].resume(received);
            if (plan.waits()) {
                queues[i].resume(plan.parts().get(i).emitted(received), taken);
            }
        }
    }
}
