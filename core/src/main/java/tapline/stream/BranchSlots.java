package tapline.stream;

/// All branches. None is ahead of another, so that no frames wait.
final class BranchSlots extends SlotState {
    private final BranchPlan plan;
    private final SlotState[] states;
    private final float[] buffer;

    BranchSlots(BranchPlan plan, SlotState[] states) {
        this.plan = plan;
        this.states = states;
        int widest =
                plan.parts().stream().mapToInt(StreamPlan::outChannels).max().orElseThrow();
        buffer = new float[Math.multiplyExact(BLOCK, widest)];
    }

    @Override
    void step(float[] in, int at, float[] out, int to) {
        if (plan.join() == BranchPlan.Join.CONCATENATION) {
            concatenate(in, at, out, to);
            return;
        }
        states[0].step(in, at, out, to);
        int count = BLOCK * plan.outChannels();
        for (int i = 1; i < states.length; i++) {
            states[i].step(in, at, buffer, 0);
            if (plan.join() == BranchPlan.Join.PRODUCT) {
                for (int e = 0; e < count; e++) {
                    out[to + e] *= buffer[e];
                }
            } else {
                for (int e = 0; e < count; e++) {
                    out[to + e] += buffer[e];
                }
            }
        }
    }

    private void concatenate(float[] in, int at, float[] out, int to) {
        int o = to;
        for (int i = 0; i < states.length; i++) {
            int width = plan.parts().get(i).outChannels();
            states[i].step(in, at, buffer, 0);
            for (int slot = 0; slot < BLOCK; slot++) {
                System.arraycopy(buffer, slot * width, out, o + slot * plan.outChannels(), width);
            }
            o += width;
        }
    }

    @Override
    void clear(int slot) {
        for (SlotState state : states) {
            state.clear(slot);
        }
    }

    /// A stream's queues hold nothing that is needed.
    @Override
    void transfer(int slot, long received, StateTransfer transfer) {
        for (int i = 0; i < states.length; i++) {
            states[i].transfer(slot, received, transfer);
            float[] queue = new float[plan.queueLength(i, Stream.CHUNK)];
            transfer.floats(queue, 0, queue.length);
        }
    }
}
