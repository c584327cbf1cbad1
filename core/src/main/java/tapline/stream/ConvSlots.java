package tapline.stream;

import tapline.kernel.StepConv;

/// The last frames of a block of signals, `[position][channel][slot]`, for a causal convolution without a stride.
/// Signals have their positions in common, whenever they began: before that there are zeros.
final class ConvSlots extends SlotState {
    private final ConvPlan plan;
    private final StepConv conv;
    private final float[] workspace;
    private final int channels;
    private final int window;
    private final float[] history;
    private final int[] rows;
    private final int[] from;

    /// Where the newest frame is.
    private int newest;

    ConvSlots(ConvPlan plan, StepConv conv, float[] workspace) {
        this.plan = plan;
        this.conv = conv;
        this.workspace = workspace;
        channels = plan.inChannels();
        window = plan.geometry().receptiveField();
        history = new float[Math.multiplyExact(Math.multiplyExact(window, channels), BLOCK)];
        rows = new int[plan.geometry().kernelSize()];
        from = new int[conv.slotTerms()];
    }

    @Override
    void step(float[] in, int at, float[] out, int to) {
        newest = newest + 1 == window ? 0 : newest + 1;
        int row = row(0);
        for (int c = 0; c < channels; c++) {
            for (int slot = 0; slot < BLOCK; slot++) {
                history[row + c * BLOCK + slot] = in[at + slot * channels + c];
            }
        }
        int dilation = plan.geometry().dilation();
        for (int tap = 0; tap < rows.length; tap++) {
            rows[tap] = row((rows.length - 1 - tap) * dilation);
        }
        conv.slots(history, rows, from, out, to, workspace);
    }

    /// Where the frames begin that came so many before the newest.
    private int row(int before) {
        int position = newest - before;
        return (position < 0 ? position + window : position) * channels * BLOCK;
    }

    @Override
    void clear(int slot) {
        for (int i = slot; i < history.length; i += BLOCK) {
            history[i] = 0;
        }
    }

    /// A stream's ring has more frames than are needed, each at its place by its number.
    @Override
    void transfer(int slot, long received, StateTransfer transfer) {
        Ring ring = plan.ring();
        float[] frames = ring.data();
        for (int before = 0; before < window; before++) {
            int place = ring.index(received + plan.geometry().padLeft() - 1 - before);
            for (int c = 0; c < channels; c++) {
                frames[place + c] = history[row(before) + c * BLOCK + slot];
            }
        }
        ring.transfer(transfer);
        for (int before = 0; before < window; before++) {
            int place = ring.index(received + plan.geometry().padLeft() - 1 - before);
            for (int c = 0; c < channels; c++) {
                history[row(before) + c * BLOCK + slot] = frames[place + c];
            }
        }
    }
}
