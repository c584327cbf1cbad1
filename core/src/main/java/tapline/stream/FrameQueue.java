package tapline.stream;

/// Frames in the order in which they came, at most as many as the queue is made for. Not thread-safe.
final class FrameQueue {
    private final int channels;
    private final int capacity;
    private final float[] data;
    private long put;
    private long taken;

    FrameQueue(int channels, int capacity) {
        this.channels = channels;
        this.capacity = Math.max(1, capacity);
        data = new float[Math.multiplyExact(channels, this.capacity)];
    }

    int size() {
        return (int) (put - taken);
    }

    /// @param in interleaved frames from 0. *Not modified*
    void put(float[] in, int frames) {
        int done = 0;
        while (done < frames) {
            int slot = (int) (put % capacity);
            int part = Math.min(frames - done, capacity - slot);
            System.arraycopy(in, done * channels, data, slot * channels, part * channels);
            put += part;
            done += part;
        }
    }

    /// Moves frames.
    ///
    /// @param out *Modified*: each frame's channels from `to`
    /// @param step from one frame of `out` to the next
    void take(int frames, float[] out, int to, int step) {
        int slot = (int) (taken % capacity);
        for (int f = 0; f < frames; f++) {
            System.arraycopy(data, slot * channels, out, to + f * step, channels);
            slot = slot + 1 == capacity ? 0 : slot + 1;
        }
        taken += frames;
    }

    /// Combines frames with others.
    ///
    /// @param out *Modified*: each frame's channels from `to`
    /// @param step from one frame of `out` to the next
    void takeInto(int frames, float[] out, int to, int step, BranchPlan plan) {
        int slot = (int) (taken % capacity);
        for (int f = 0; f < frames; f++) {
            plan.combine(data, slot * channels, channels, 1, out, to + f * step, step);
            slot = slot + 1 == capacity ? 0 : slot + 1;
        }
        taken += frames;
    }

    /// Saves or loads the frames.
    void transfer(StateTransfer transfer) {
        transfer.floats(data, 0, data.length);
    }

    /// Goes on where so many frames were put and taken.
    void resume(long put, long taken) {
        this.put = put;
        this.taken = taken;
    }
}
