package tapline.benchmarks;

/// A library that computes convolutions, set up for one at a time. Not thread-safe: one thread makes, uses and
/// closes it.
///
/// What a user of the library does once, for many calls, belongs into [#prepare]; what each call needs, up to a
/// result in the library's own form, belongs into [#run].
interface Peer extends AutoCloseable {
    /// What tables call it.
    String name();

    /// Makes everything ready for calls of one convolution.
    ///
    /// @param threads how many the library may use, the caller's included
    void prepare(ConvData data, int threads);

    /// Computes the convolution once, and lets go of the result. This is what is timed.
    void run();

    /// Computes the convolution once.
    ///
    /// @return `[batch, outChannels, outputLength]`
    float[] result();

    /// Frees what [#prepare] made.
    @Override
    void close();
}
