package tapline.stream;

/// A chain's parts, with two buffers that take turns.
final class ChainSlots extends SlotState {
    private final SlotState[] states;
    private final float[][] buffers;

    /// @param longest elements of a block between two parts at most
    ChainSlots(SlotState[] states, int longest) {
        this.states = states;
        buffers = new float[2][longest];
    }

    @Override
    void step(float[] in, int at, float[] out, int to) {
        float[] data = in;
        int offset = at;
        int last = states.length - 1;
        for (int i = 0; i < last; i++) {
            states[i].step(data, offset, buffers[i % 2], 0);
            data = buffers[i % 2];
            offset = 0;
        }
        states[last].step(data, offset, out, to);
    }

    @Override
    void clear(int slot) {
        for (SlotState state : states) {
            state.clear(slot);
        }
    }

    /// All parts have had as many frames.
    @Override
    void transfer(int slot, long received, StateTransfer transfer) {
        for (SlotState state : states) {
            state.transfer(slot, received, transfer);
        }
    }
}
