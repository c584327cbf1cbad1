package tapline.kernel;

/// The loops of FFT convolutions. All implementations do the same operations on each number, so they give the same
/// bits; only the order of a transform's values is their own.
///
/// A transform's array has `bins` real parts from some position, and the imaginary parts `bins` further.
/// Implementations are immutable and thread-safe.
interface FftLoops {
    /// Values of spectra that are multiplied in one call.
    int CHUNK = 64;
    /// Floats of a line of the cache.
    int LINE = 16;

    /// For the log.
    String name();

    /// The first node becomes two.
    ///
    /// @param a real parts of coefficients from `at`. *Modified*
    void forwardTwo(float[] a, int at, Twiddles twiddles);

    /// Undoes [#forwardTwo], times 2.
    void inverseTwo(float[] a, int at, Twiddles twiddles);

    /// Each of some nodes becomes four; they have 64 coefficients or more.
    ///
    /// @param a real parts of the first node's coefficients from `at`; the other nodes follow. *Modified*
    /// @param level how many nodes this level has
    /// @param first which node of the level is the first of these
    /// @param count how many these are
    void forwardFour(float[] a, int at, Twiddles twiddles, int level, int first, int count);

    /// Undoes [#forwardFour], times 4.
    void inverseFour(float[] a, int at, Twiddles twiddles, int level, int first, int count);

    /// Each of some nodes of 16 coefficients becomes 16 values.
    ///
    /// @param a real parts of the first node's coefficients from `at`; the other nodes follow. *Modified*
    /// @param first which node of 16 coefficients is the first of these, a multiple of 4
    /// @param count how many these are, a multiple of 4
    void forwardLast(float[] a, int at, Twiddles twiddles, int first, int count);

    /// Undoes [#forwardLast], times 16.
    void inverseLast(float[] a, int at, Twiddles twiddles, int first, int count);

    /// Sums products of spectra over inputs, at [#CHUNK] values: `y[channel][block] = sum over input of
    /// x[block][input] * conjugate(w[channel][input])`, each by input ascending.
    ///
    /// @param w spectra `[channels][inputs]` of `read` values, each [#stride] behind the one before; the first's
    ///     chunk begins at `wAt`. *Not modified*
    /// @param x likewise, `[blocks][inputs]`. *Not modified*
    /// @param y spectra `[channels][blocks]` of `written` values. *Modified* at the chunk
    void multiply(
            float[] w,
            int wAt,
            int channels,
            float[] x,
            int xAt,
            int blocks,
            int inputs,
            int read,
            float[] y,
            int yAt,
            int written);

    /// From one spectrum to the next: a line of the cache more, since powers of two share few places in a cache.
    static int stride(int bins) {
        return 2 * bins + LINE;
    }

    /// `y = samples * scale + bias`.
    ///
    /// @param samples `count` from `at`. *Not modified*
    /// @param y *Modified* from `position`, at each `step`-th
    /// @return whether all samples are finite numbers
    boolean write(float[] samples, int at, int count, float scale, float bias, float[] y, int position, int step);
}
