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
        int o = to;
        for (int i = 0; i < states.length; i++) {
            int width = plan.parts().get(i).outChannels();
            if (width == plan.outChannels() && plan.isApart(i)) {
                states[i].step(in, at, out, to);
                continue;
            }
            states[i].step(in, at, buffer, 0);
            if (plan.isApart(i)) {
                for (int slot = 0; slot < BLOCK; slot++) {
                    System.arraycopy(buffer, slot * width, out, o + slot * plan.outChannels(), width);
                }
            } else {
                plan.combine(buffer, 0, width, BLOCK, out, to, width);
            }
            o += plan.shift(i);
        }
    }

    @Override
    void clear(int slot) {
        for (SlotState state : states) {
            state.clear(slot);
        }
    }

    @Override
    void transfer(int slot, long received, StateTransfer transfer) {
        for (SlotState state : states) {
            state.transfer(slot, received, transfer);
        }
    }
}
