package tapline.stream;

import tapline.kernel.StepConv;

/// What a block of signals have to be remembered by for one part of a network that steps them together: each gives
/// a frame, and gets one. Not thread-safe.
abstract class SlotState {
    /// Signals of a block, which are what vectors are made of.
    static final int BLOCK = StepConv.BLOCK;

    /// Steps all signals.
    ///
    /// @param in a frame of each, `[slot][channel]` from `at`. *Not modified*
    /// @param out *Modified* from `to`
    abstract void step(float[] in, int at, float[] out, int to);

    /// Makes a signal begin.
    abstract void clear(int slot);

    /// Saves or loads what is remembered of one signal: the floats that a [StreamState] would, in its order.
    ///
    /// @param received how many frames of the signal there were
    abstract void transfer(int slot, long received, StateTransfer transfer);
}
