package tapline.stream;

import java.util.Arrays;
import tapline.shape.ShapeException;

/// The last frames of a signal, a row for each channel, each frame twice: any stretch of the last [#size]
/// frames is contiguous, and a frame more costs the same at every position. Not thread-safe.
final class Ring {
    /// Rows whose distance is a power of two would compete for the same lines of a cache.
    private static final int GAP = 16;

    private static final int MOST = 1 << 28;

    private final int channels;
    private final int size;
    private final int mask;
    private final int pitch;
    private final float[] data;

    /// @param frames how many have to be kept at least
    Ring(int channels, int frames) {
        this.channels = channels;
        size = size(frames);
        mask = size - 1;
        pitch = pitch(frames);
        data = new float[Math.multiplyExact(channels, pitch)];
    }

    private static int size(int frames) {
        if (frames > MOST) {
            throw new ShapeException("a stream would have to keep " + frames + " frames, more than " + MOST);
        }
        return frames <= 1 ? 1 : 2 * Integer.highestOneBit(frames - 1);
    }

    /// From one row to the next in a ring of so many frames.
    static int pitch(int frames) {
        return 2 * size(frames) + GAP;
    }

    /// All rows: channel `c`'s begins at `c` times the pitch.
    float[] data() {
        return data;
    }

    /// How many frames are kept.
    int size() {
        return size;
    }

    int pitch() {
        return pitch;
    }

    /// Where the frame at `position` is in each row; those after it follow.
    int index(long position) {
        return (int) position & mask;
    }

    /// Takes frames.
    ///
    /// @param position of the first
    /// @param in interleaved frames from `at`. *Not modified*
    void write(long position, float[] in, int at, int frames) {
        for (int f = 0; f < frames; f++) {
            int row = index(position + f);
            int source = at + f * channels;
            for (int c = 0; c < channels; c++, row += pitch) {
                float value = in[source + c];
                data[row] = value;
                data[row + size] = value;
            }
        }
    }

    /// Repeats the frame before `position`, or writes zeros.
    void extend(long position, int frames, boolean repeats) {
        int last = index(position - 1);
        for (int f = 0; f < frames; f++) {
            int i = index(position + f);
            for (int c = 0; c < channels; c++) {
                put(c * pitch + i, repeats ? data[c * pitch + last] : 0);
            }
        }
    }

    private void put(int at, float value) {
        data[at] = value;
        data[at + size] = value;
    }

    /// Makes every frame the one at `at`.
    void fill(float[] in, int at) {
        for (int c = 0; c < channels; c++) {
            Arrays.fill(data, c * pitch, c * pitch + 2 * size, in[at + c]);
        }
    }

    /// Makes every frame zero.
    void clear() {
        Arrays.fill(data, 0);
    }

    /// Saves or loads the frames, each once.
    void transfer(StateTransfer transfer) {
        for (int c = 0; c < channels; c++) {
            transfer.floats(data, c * pitch, size);
            System.arraycopy(data, c * pitch, data, c * pitch + size, size);
        }
    }
}
