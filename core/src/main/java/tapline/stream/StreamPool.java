package tapline.stream;

import java.nio.FloatBuffer;
import java.util.Arrays;

/// Many live signals on one network, each in a slot of its own, stepped together: one frame of each. All outputs
/// are those of a [Stream] for each signal, in every bit, whichever others there are.
///
/// Signals are stepped in blocks, whose samples are what vectors are made of, so that the weights are read once
/// for a block. That is done for networks of causal convolutions without strides, functions and branches; others
/// are given a stream for each slot.
///
/// ```java
/// StreamPool patients = new StreamPool(net.streamPlan(), 10_000);
/// int bed = patients.add();
/// patients.push(in, out);                        // [slot][channel], all beds
/// ```
///
/// Not thread-safe. Stepping allocates nothing.
public final class StreamPool {
    private static final int BLOCK = SlotState.BLOCK;

    private final StreamPlan plan;
    private final int inChannels;
    private final int outChannels;
    private final int capacity;
    private final Slots slots;
    private final boolean[] taken;
    private final int[] takenOfBlock;
    private final long[] received;
    private final float[] block;

    /// What computes: a block's signals together, or each alone.
    private interface Slots {
        /// Makes a signal begin.
        void clear(int slot);

        /// Steps a block.
        ///
        /// @param in a frame of each, `[slot][channel]` from `at`. *Not modified*
        /// @param out `[slot][channel]`. *Modified*
        void step(int block, float[] in, int at, float[] out);

        byte[] save(int slot, long received);

        /// @return how many frames there were
        long load(int slot, byte[] bytes);
    }

    /// @param capacity slots, at least 1; as many more as make the last block full
    /// @throws IllegalArgumentException if the network does not give a frame at once for each, or there is no slot
    public StreamPool(StreamPlan plan, int capacity) {
        boolean isOneToOne = plan.rate().equals(Rate.SAME) && plan.emitted(1) == 1 && plan.latency() == 0;
        if (!isOneToOne || plan.maxTail() > 0) {
            throw new IllegalArgumentException("expected a network that gives a frame at once for each, but this one "
                    + "gives " + plan.rate() + " with a latency of " + plan.latency());
        }
        if (capacity < 1) {
            throw new IllegalArgumentException("expected at least 1 slot, but got " + capacity);
        }
        this.plan = plan;
        inChannels = plan.inChannels();
        outChannels = plan.outChannels();
        int blocks = Math.ceilDiv(capacity, BLOCK);
        this.capacity = Math.multiplyExact(blocks, BLOCK);
        float[] workspace = new float[plan.workspace()];
        boolean isTogether = plan.slots(workspace).isPresent();
        slots = isTogether ? new Together(blocks, workspace) : new Alone(this.capacity);
        taken = new boolean[this.capacity];
        takenOfBlock = new int[blocks];
        received = new long[this.capacity];
        block = new float[BLOCK * outChannels];
    }

    /// How many slots there are.
    public int capacity() {
        return capacity;
    }

    /// Whether signals are stepped together; else each by a stream of its own.
    public boolean isTogether() {
        return slots instanceof Together;
    }

    /// Begins a signal.
    ///
    /// @return its slot
    /// @throws IllegalStateException if all slots are taken
    public int add() {
        for (int slot = 0; slot < capacity; slot++) {
            if (!taken[slot]) {
                taken[slot] = true;
                takenOfBlock[slot / BLOCK]++;
                received[slot] = 0;
                slots.clear(slot);
                return slot;
            }
        }
        throw new IllegalStateException("all " + capacity + " slots are taken: expected remove of one first");
    }

    /// Ends a signal; its slot is free.
    ///
    /// @throws IllegalArgumentException if there is no signal in this slot
    public void remove(int slot) {
        check(slot);
        taken[slot] = false;
        takenOfBlock[slot / BLOCK]--;
    }

    /// Takes the next frame of every signal, and gives its output frame.
    ///
    /// @param in `[slot][channel]` of all slots; those of free ones don't matter. *Not modified*
    /// @param out `[slot][channel]` of all slots; those of free ones stay. *Modified*
    /// @throws IndexOutOfBoundsException if an array is too short; nothing has been done then
    public void push(float[] in, float[] out) {
        if (in.length < (long) capacity * inChannels || out.length < (long) capacity * outChannels) {
            throw new IndexOutOfBoundsException("expected frames of " + inChannels + " and " + outChannels
                    + " channels for " + capacity + " slots, but got arrays of " + in.length + " and " + out.length);
        }
        for (int b = 0; b < takenOfBlock.length; b++) {
            if (takenOfBlock[b] > 0) {
                slots.step(b, in, b * BLOCK * inChannels, block);
                give(b, out);
            }
        }
    }

    private void give(int b, float[] out) {
        for (int i = 0; i < BLOCK; i++) {
            int slot = b * BLOCK + i;
            if (taken[slot]) {
                received[slot]++;
                System.arraycopy(block, i * outChannels, out, slot * outChannels, outChannels);
            }
        }
    }

    /// What is remembered of a signal, for [#restore] or [Stream#restore].
    ///
    /// @throws IllegalArgumentException if there is no signal in this slot
    public byte[] snapshot(int slot) {
        check(slot);
        return slots.save(slot, received[slot]);
    }

    /// Goes on, in a slot that is taken, where a signal was when its snapshot was made, here or by a [Stream].
    ///
    /// @param bytes *Not modified*
    /// @throws IllegalArgumentException if there is no signal in this slot, or the snapshot is of another network,
    ///     of a finished signal, or damaged; the slot is as before then
    public void restore(int slot, byte[] bytes) {
        check(slot);
        received[slot] = slots.load(slot, bytes);
    }

    private void check(int slot) {
        if (slot < 0 || slot >= capacity || !taken[slot]) {
            throw new IllegalArgumentException("expected a slot that add() has given, but got " + slot);
        }
    }

    private Snapshot read(byte[] bytes, StreamState state) {
        Snapshot snapshot = Snapshot.read(bytes, plan, state);
        if (snapshot.finished()) {
            throw new IllegalArgumentException("this snapshot is of a signal that is finished");
        }
        return snapshot;
    }

    /// Snapshots are a stream's: floats go through the state of one.
    private final class Together implements Slots {
        private final SlotState[] states;
        private final StreamState stream;
        private final FloatBuffer floats;

        Together(int blocks, float[] workspace) {
            states = new SlotState[blocks];
            Arrays.setAll(states, _ -> plan.slots(workspace).orElseThrow());
            stream = plan.state(Stream.CHUNK, workspace);
            long[] count = new long[1];
            stream.transfer((array, from, length) -> count[0] += length);
            floats = FloatBuffer.allocate(Math.toIntExact(count[0]));
        }

        @Override
        public void clear(int slot) {
            states[slot / BLOCK].clear(slot % BLOCK);
        }

        @Override
        public void step(int b, float[] in, int at, float[] out) {
            states[b].step(in, at, out, 0);
        }

        @Override
        public byte[] save(int slot, long received) {
            floats.clear();
            states[slot / BLOCK].transfer(slot % BLOCK, received, floats::put);
            stream.reset();
            stream.transfer(floats.flip()::get);
            return Snapshot.of(plan, stream, received, false);
        }

        @Override
        public long load(int slot, byte[] bytes) {
            long received = read(bytes, stream).received();
            floats.clear();
            stream.transfer(floats::put);
            states[slot / BLOCK].transfer(slot % BLOCK, received, floats.flip()::get);
            return received;
        }
    }

    private final class Alone implements Slots {
        private final StreamState[] states;

        Alone(int capacity) {
            states = new StreamState[capacity];
            Arrays.setAll(states, _ -> state());
        }

        private StreamState state() {
            return plan.state(1, new float[plan.workspace()]);
        }

        @Override
        public void clear(int slot) {
            states[slot].reset();
        }

        @Override
        public void step(int b, float[] in, int at, float[] out) {
            for (int i = 0; i < BLOCK; i++) {
                if (taken[b * BLOCK + i]) {
                    int p = at + i * inChannels;
                    states[b * BLOCK + i].push(in, p, inChannels, 1, out, i * outChannels, outChannels);
                }
            }
        }

        @Override
        public byte[] save(int slot, long received) {
            return Snapshot.of(plan, states[slot], received, false);
        }

        @Override
        public long load(int slot, byte[] bytes) {
            StreamState restored = state();
            long received = read(bytes, restored).received();
            states[slot] = restored;
            return received;
        }
    }
}
