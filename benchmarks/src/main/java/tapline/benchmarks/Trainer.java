package tapline.benchmarks;

import java.util.List;

/// A library set up for training steps of one task, from the same numbers as the other. Not thread-safe: one thread
/// makes, uses and closes it.
interface Trainer extends AutoCloseable {
    /// Takes one step: forward, backward and, in a network, the optimiser's update. This is what is timed.
    void step();

    /// What the steps so far led to, for comparison: gradients, or losses.
    List<float[]> outcome();

    @Override
    void close();
}
