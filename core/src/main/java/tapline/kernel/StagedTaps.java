package tapline.kernel;

import tapline.shape.ConvGeometry;

/// Where what the taps meet, at some samples of the output, lies in a copy of one channel of one signal.
///
/// Taps that are a multiple of the stride apart meet the same samples, shifted: these are copied once, and each tap
/// has a contiguous part of them. Where that is more than a copy for each tap, as with few taps far apart, each has
/// its own.
///
/// @param geometry of the convolution
/// @param samples of the output
/// @param period from a tap to the next in the same copy: there are as many copies, or as many as taps
record StagedTaps(ConvGeometry geometry, int samples, int period) {
    /// Copies, and so the taps that begin them, are aligned as this.
    private static final int GRAIN = 16;

    static StagedTaps of(ConvGeometry geometry, int samples) {
        int apart = geometry.stride() / TransposedPhase.gcd(geometry.stride(), geometry.dilation());
        StagedTaps shared = new StagedTaps(geometry, samples, Math.min(apart, geometry.kernelSize()));
        StagedTaps own = new StagedTaps(geometry, samples, geometry.kernelSize());
        return shared.floats() <= own.floats() ? shared : own;
    }

    /// The length of all copies.
    long floats() {
        long floats = 0;
        for (int copy = 0; copy < period; copy++) {
            floats += length(copy);
        }
        return floats;
    }

    /// Where each tap's first sample is.
    int[] offsets() {
        int[] offsets = new int[geometry.kernelSize()];
        int at = 0;
        for (int copy = 0; copy < period; copy++) {
            for (int tap = copy; tap < offsets.length; tap += period) {
                offsets[tap] = (int) (at + shift(tap));
            }
            at += (int) length(copy);
        }
        return offsets;
    }

    /// Copies what the taps meet.
    ///
    /// @param x the input. *Not modified*
    /// @param row where the signal's sample 0 is in `x`
    /// @param length samples of the signal
    /// @param first the first of the output's samples
    /// @param count how many of them, at most [#samples]
    /// @param to *Modified* from `at`
    void copy(float[] x, int row, int length, int first, int count, float[] to, int at) {
        for (int copy = 0; copy < period; copy++) {
            int start = geometry.windowStart(first) + copy * geometry.dilation();
            int copied = (int) (count + shift(lastTap(copy)));
            Windows.copy(x, row, length, start, geometry.stride(), geometry.paddingMode(), to, at, copied);
            at += (int) length(copy);
        }
    }

    private long length(int copy) {
        return Math.ceilDiv(samples + shift(lastTap(copy)), GRAIN) * GRAIN;
    }

    private int lastTap(int copy) {
        return copy + (geometry.kernelSize() - 1 - copy) / period * period;
    }

    /// How many samples behind its copy's first tap `tap` begins.
    private long shift(int tap) {
        return (long) (tap - tap % period) * geometry.dilation() / geometry.stride();
    }
}
