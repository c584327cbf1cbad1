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
        data = new float[length(channels, capacity)];
    }

    /// Floats of a queue.
    static int length(int channels, int capacity) {
        return Math.multiplyExact(channels, Math.max(1, capacity));
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

    /// Adds frames to others, or multiplies them with these.
    ///
    /// @param out *Modified* from `to`
    void takeInto(int frames, float[] out, int to, boolean multiplies) {
        int slot = (int) (taken % capacity);
        int o = to;
        for (int f = 0; f < frames; f++) {
            int from = slot * channels;
            for (int c = 0; c < channels; c++, o++) {
                out[o] = multiplies ? out[o] * data[from + c] : out[o] + data[from + c];
            }
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
