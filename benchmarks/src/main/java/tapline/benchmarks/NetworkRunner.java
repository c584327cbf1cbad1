package tapline.benchmarks;

/// A library with a network loaded, for one input. Not thread-safe: one thread makes, uses and closes it.
interface NetworkRunner extends AutoCloseable {
    /// What tables call it.
    String name();

    /// Runs the network once, and lets go of the result. This is what is timed.
    void run();

    /// Runs the network once.
    float[] result();

    @Override
    void close();
}
