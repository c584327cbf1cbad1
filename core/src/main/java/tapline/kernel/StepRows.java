package tapline.kernel;

/// The last frames of a history as rows, one for each channel: what blocks of frames read, since neighbouring frames
/// are neighbours here.
///
/// Each frame is in here twice, as in the history, so that any stretch is contiguous. Frames are taken from the
/// history when a block needs them, and can be forgotten at any time. Not thread-safe.
final class StepRows {
    private static final long NONE = Long.MIN_VALUE;

    /// Rows whose distance is a power of two would share a few lines of the cache.
    private static final int APART = 16;

    private final int channels;
    private final int window;
    private final int size;
    private final int framePitch;
    private final int pitch;
    private final float[] values;

    /// The position of the first frame in the rows: where the first block ended, so that blocks of 8 or of 16 frames
    /// that follow each other are not cut by the rows' end.
    private long origin;

    /// Frames from `first` to before `end` are in here.
    private long first = NONE;

    private long end = NONE;

    /// @param window how many frames one output frame sees, from the first to the last
    /// @param framePitch from one frame of the history to the next
    StepRows(int channels, int window, int framePitch) {
        this.channels = channels;
        this.window = window;
        this.framePitch = framePitch;
        size = size(window);
        pitch = pitch(window);
        values = new float[Math.multiplyExact(channels, pitch)];
    }

    private static int size(int window) {
        return 2 * Integer.highestOneBit(window + StepKernel.BLOCK - 2);
    }

    /// From one channel's row to the next one's.
    static int pitch(int window) {
        return 2 * size(window) + APART;
    }

    float[] values() {
        return values;
    }

    /// Takes what the windows of a block need, and says where the first one begins.
    ///
    /// @param history *Not modified*
    /// @param from where the first window's first frame begins in it
    /// @param position of that frame
    /// @param frames of the block, whose windows begin with neighbouring frames; at most [StepKernel#BLOCK]
    int at(float[] history, int from, long position, int frames) {
        long last = position + window - 1 + frames;
        if (position < first || position > end) {
            first = position;
            end = position;
            origin = last;
        }
        while (end < last) {
            int at = (int) (end - origin) & size - 1;
            int count = (int) Math.min(last - end, size - at);
            int source = from + (int) (end - position) * framePitch;
            StepTranspose.run(history, source, framePitch, count, channels, values, at, pitch, size);
            end += count;
        }
        first = Math.max(first, end - size);
        return (int) (position - origin) & size - 1;
    }

    /// Whatever the history was, it is another one now.
    void forget() {
        first = NONE;
        end = NONE;
    }
}
