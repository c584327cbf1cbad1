package tapline.kernel;

/// A Fourier transform of real signals, in place, made for convolutions.
///
/// It takes `size` real samples, the coefficients of a polynomial, to its values at `size / 2` of the roots of
/// `x^size = -1` (the others are their conjugates). Products of values are then values of a product modulo
/// `x^size + 1`: a convolution that wraps around with its sign changed, which is as good as one that wraps around
/// where, as
/// in overlap-save, all that wraps is thrown away. For that price there is nothing to untangle: the first half of
/// the samples is the real part, the second half the imaginary one, of a complex polynomial modulo
/// `x^(size / 2) - i`.
///
/// That is divided into four, again and again ([Twiddles] says how), until the parts are the values. These have an
/// order of their own, the same for all signals of a size and one kind of [FftLoops]: nothing is ever sorted.
///
/// Immutable and thread-safe.
///
/// @param twiddles of its size
/// @param loops carry it out
record RealFft(Twiddles twiddles, FftLoops loops) {
    /// The smallest size.
    static final int SMALLEST = 128;

    /// Nodes of up to so many coefficients stay in the first-level cache for all further levels.
    private static final int CACHED = 1 << 12;

    /// @param size real samples, a power of two from [#SMALLEST]
    static RealFft of(int size, FftLoops loops) {
        return new RealFft(Twiddles.of(size), loops);
    }

    /// Samples to values.
    ///
    /// @param a `size` samples from `at`. *Modified*: the real parts of the values, then the imaginary ones
    void forward(float[] a, int at) {
        int bins = twiddles.bins;
        if (isPowerOfFour()) {
            forward(a, at, 1, 0, bins);
        } else {
            loops.forwardTwo(a, at, twiddles);
            forward(a, at, 2, 0, bins / 2);
            forward(a, at + bins / 2, 2, 1, bins / 2);
        }
    }

    private boolean isPowerOfFour() {
        return Integer.numberOfTrailingZeros(twiddles.bins) % 2 == 0;
    }

    private void forward(float[] a, int at, int level, int node, int length) {
        if (length > CACHED) {
            loops.forwardFour(a, at, twiddles, level, node, 1);
            for (int k = 0; k < 4; k++) {
                forward(a, at + k * (length / 4), 4 * level, 4 * node + k, length / 4);
            }
            return;
        }
        int nodes = 1;
        for (int rest = length; rest > 16; rest /= 4) {
            loops.forwardFour(a, at, twiddles, level * nodes, node * nodes, nodes);
            nodes *= 4;
        }
        loops.forwardLast(a, at, twiddles, node * nodes, nodes);
    }

    /// Values to samples, times `size / 2`.
    ///
    /// @param a `size` values from `at`, as [#forward] leaves them. *Modified*: the samples
    void inverse(float[] a, int at) {
        int bins = twiddles.bins;
        if (isPowerOfFour()) {
            inverse(a, at, 1, 0, bins);
        } else {
            inverse(a, at, 2, 0, bins / 2);
            inverse(a, at + bins / 2, 2, 1, bins / 2);
            loops.inverseTwo(a, at, twiddles);
        }
    }

    private void inverse(float[] a, int at, int level, int node, int length) {
        if (length > CACHED) {
            for (int k = 0; k < 4; k++) {
                inverse(a, at + k * (length / 4), 4 * level, 4 * node + k, length / 4);
            }
            loops.inverseFour(a, at, twiddles, level, node, 1);
            return;
        }
        int nodes = length / 16;
        loops.inverseLast(a, at, twiddles, node * nodes, nodes);
        for (nodes /= 4; nodes > 0; nodes /= 4) {
            loops.inverseFour(a, at, twiddles, level * nodes, node * nodes, nodes);
        }
    }
}
