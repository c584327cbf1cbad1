package tapline.stream;

import java.util.Arrays;
import tapline.kernel.StepConv;
import tapline.shape.ShapeException;

/// The last frames of a signal, interleaved, each frame twice: any stretch of the last [#size] frames is contiguous,
/// and a frame more costs the same at every position. Not thread-safe.
final class Ring {
    private static final int MOST = 1 << 28;

    private final int channels;
    private final int pitch;
    private final int size;
    private final int mask;
    private final float[] data;

    /// @param pitch from one frame to the next, at least `channels`; what is between them is zero
    /// @param frames how many have to be kept at least
    Ring(int channels, int pitch, int frames) {
        if (frames > MOST) {
            throw new ShapeException("a stream would have to keep " + frames + " frames, more than " + MOST);
        }
        this.channels = channels;
        this.pitch = pitch;
        size = frames <= 1 ? 1 : 2 * Integer.highestOneBit(frames - 1);
        mask = size - 1;
        data = new float[Math.addExact(Math.multiplyExact(2 * size, pitch), StepConv.BLOCK)];
    }

    /// All frames, and behind them what does not matter.
    float[] data() {
        return data;
    }

    /// From one frame to the next.
    int pitch() {
        return pitch;
    }

    /// Where the frame at `position` begins; those after it follow.
    int index(long position) {
        return ((int) position & mask) * pitch;
    }

    /// Takes frames.
    ///
    /// @param position of the first
    /// @param in the first frame from `at`, the others `step` apart. *Not modified*
    void write(long position, float[] in, int at, int step, int frames) {
        boolean areTogether = step == channels && pitch == channels;
        for (int f = 0; f < frames; ) {
            int part = areTogether ? Math.min(frames - f, size - ((int) (position + f) & mask)) : 1;
            put(position + f, in, at + f * step, part);
            f += part;
        }
    }

    private void put(long position, float[] in, int at, int frames) {
        int row = index(position);
        int count = frames * channels;
        if (count == 1) {
            data[row] = in[at];
            data[row + size * pitch] = in[at];
        } else {
            System.arraycopy(in, at, data, row, count);
            System.arraycopy(in, at, data, row + size * pitch, count);
        }
    }

    /// Repeats the frame before `position`, or writes zeros.
    void extend(long position, int frames, boolean repeats) {
        for (int f = 0; f < frames; f++) {
            if (repeats) {
                put(position + f, data, index(position - 1), 1);
            } else {
                int row = index(position + f);
                Arrays.fill(data, row, row + channels, 0);
                Arrays.fill(data, row + size * pitch, row + size * pitch + channels, 0);
            }
        }
    }

    /// Makes every frame the one at `at`.
    void fill(float[] in, int at) {
        for (int position = 0; position < size; position++) {
            put(position, in, at, 1);
        }
    }

    /// Makes every frame zero.
    void clear() {
        Arrays.fill(data, 0);
    }

    /// Saves or loads the frames, each once.
    void transfer(StateTransfer transfer) {
        transfer.floats(data, 0, size * pitch);
        System.arraycopy(data, 0, data, size * pitch, size * pitch);
    }
}
