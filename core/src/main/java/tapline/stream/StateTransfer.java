package tapline.stream;

/// Floats of a state on their way into a snapshot or out of it: a state names its arrays once, for both ways.
@FunctionalInterface
interface StateTransfer {
    /// Saves `array[from]` up to `array[from + count - 1]`, or loads them.
    void floats(float[] array, int from, int count);
}
