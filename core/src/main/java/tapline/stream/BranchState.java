package tapline.stream;

/// The states of all branches, and for each the frames that wait for the others.
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
        queues = new FrameQueue[count];
        int longest = 0;
        for (int i = 0; i < count; i++) {
            StreamPlan part = plan.parts().get(i);
            states[i] = part.state(frames, workspace);
            queues[i] = new FrameQueue(part.outChannels(), plan.waiting(i, frames));
            int most = Math.max(part.maxFrames(frames), part.maxTail());
            longest = Math.max(longest, Math.multiplyExact(most, part.outChannels()));
        }
        buffer = new float[longest];
    }

    @Override
    int push(float[] in, int at, int frames, float[] out, int to) {
        for (int i = 0; i < states.length; i++) {
            queues[i].put(buffer, states[i].push(in, at, frames, buffer, 0));
        }
        return join(out, to);
    }

    @Override
    int finish(float[] out, int to) {
        for (int i = 0; i < states.length; i++) {
            queues[i].put(buffer, states[i].finish(buffer, 0));
        }
        return join(out, to);
    }

    /// Joins the frames that all branches have.
    private int join(float[] out, int to) {
        int frames = Integer.MAX_VALUE;
        for (FrameQueue queue : queues) {
            frames = Math.min(frames, queue.size());
        }
        int o = to;
        for (int i = 0; i < queues.length; i++) {
            boolean isCopied = i == 0 || plan.join() == BranchPlan.Join.CONCATENATION;
            if (isCopied) {
                queues[i].take(frames, out, o, plan.outChannels());
            } else {
                queues[i].takeInto(frames, out, o, plan.join() == BranchPlan.Join.PRODUCT);
            }
            o += plan.join() == BranchPlan.Join.CONCATENATION
                    ? plan.parts().get(i).outChannels()
                    : 0;
        }
        return frames;
    }

    @Override
    void reset() {
        for (int i = 0; i < states.length; i++) {
            states[i].reset();
            queues[i].resume(0, 0);
        }
    }

    @Override
    void transfer(StateTransfer transfer) {
        for (int i = 0; i < states.length; i++) {
            states[i].transfer(transfer);
            queues[i].transfer(transfer);
        }
    }

    @Override
    void resume(long received) {
        long taken = plan.emitted(received);
        for (int i = 0; i < states.length; i++) {
            states[i].resume(received);
            queues[i].resume(plan.parts().get(i).emitted(received), taken);
        }
    }
}
