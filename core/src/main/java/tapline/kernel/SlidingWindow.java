package tapline.kernel;

import tapline.shape.ConvGeometry;

/// What the terms of one output frame meet, term by term, so that a frame's loops read straight on.
///
/// The window of the next position is this one moved by one: tap `k` meets what tap `k + 1` has met, and only the last
/// tap of each channel is new, written over the first tap of the channel behind. So a window that moves on begins one
/// float later, and takes one write a channel; at the end of the array it goes back to its beginning, which takes no
/// longer than a small part of a frame.
///
/// All is found in a history of interleaved frames, and can be forgotten at any time. Not thread-safe.
final class SlidingWindow {
    private static final long NONE = Long.MIN_VALUE / 2;

    private final int channels;
    private final int kernelSize;
    private final int pitch;
    private final int terms;
    private final float[] values;

    private int base;
    private long position = NONE;

    /// @param geometry without dilation
    /// @param pitch from one frame of the history to the next
    SlidingWindow(ConvGeometry geometry, int pitch) {
        channels = geometry.inChannels();
        kernelSize = geometry.kernelSize();
        this.pitch = pitch;
        terms = channels * kernelSize;
        values = new float[Math.multiplyExact(2, terms)];
    }

    /// The window is in here, from where [#at] says.
    float[] values() {
        return values;
    }

    /// Takes the window at a position, and says where it begins.
    ///
    /// @param history *Not modified*
    /// @param from where the window's first frame begins in it
    /// @param next the position, by which windows are told apart
    int at(float[] history, int from, long next) {
        long ahead = next - position;
        if (ahead < 0 || ahead >= kernelSize) {
            gather(history, from);
        } else {
            for (int rest = (int) ahead - 1; rest >= 0; rest--) {
                move(history, from + (kernelSize - 1 - rest) * pitch);
            }
        }
        position = next;
        return base;
    }

    private void gather(float[] history, int from) {
        for (int c = 0; c < channels; c++) {
            for (int k = 0; k < kernelSize; k++) {
                values[c * kernelSize + k] = history[from + k * pitch + c];
            }
        }
        base = 0;
    }

    /// @param newest where the new frame begins in the history
    private void move(float[] history, int newest) {
        base++;
        if (base > terms) {
            System.arraycopy(values, base, values, 0, terms - 1);
            base = 0;
        }
        // A stride that the compiler doesn't know keeps it from making a long loop of this, which begins and ends
        // slowly.
        int last = base + kernelSize - 1;
        for (int i = last, c = newest; i < last + terms; i += kernelSize, c++) {
            values[i] = history[c];
        }
    }

    /// Whatever the history was, it is another one now.
    void forget() {
        position = NONE;
    }
}
