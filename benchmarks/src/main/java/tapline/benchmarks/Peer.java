package tapline.benchmarks;

import java.util.Optional;

/// A library that computes convolutions, set up for one at a time. Not thread-safe: one thread makes, uses and
/// closes it.
///
/// What a user of the library does once, for many calls, belongs into [#prepare]; what each call needs, up to a
/// result in the library's own form, belongs into [#run].
interface Peer extends AutoCloseable {
    double NANO = 1e-9;

    /// What tables call it.
    String name();

    /// Makes everything ready for calls of one convolution.
    ///
    /// @param threads how many the library may use, the caller's included
    void prepare(ConvData data, int threads);

    /// Computes the convolution once, and lets go of the result. This is what is timed.
    void run();

    /// The seconds that so many calls of [#run] take.
    default double seconds(int calls) {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            run();
        }
        return (System.nanoTime() - start) * NANO;
    }

    /// Another setting of the library, for where the results of this one are wrong.
    default Optional<Peer> otherwise() {
        return Optional.empty();
    }

    /// Computes the convolution once.
    ///
    /// @return `[batch, outChannels, outputLength]`
    float[] result();

    /// Frees what [#prepare] made.
    @Override
    void close();
}
