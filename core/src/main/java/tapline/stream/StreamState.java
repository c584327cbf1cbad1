package tapline.stream;

/// What one stream has to remember for one part of a network. Not thread-safe.
///
/// How many frames came in tells how many went out: a state keeps no other numbers than the signal's.
abstract class StreamState {
    /// Takes frames, and gives those that are complete now.
    ///
    /// @param in interleaved frames, the first from `at`, the others `inStep` apart. *Not modified*
    /// @param frames at most as many as the state was made for
    /// @param out *Modified*: frames from `to`, `outStep` apart
    /// @return how many came out
    abstract int push(float[] in, int at, int inStep, int frames, float[] out, int to, int outStep);

    /// Ends the signal, and gives what is left of the output.
    ///
    /// @param out *Modified*: frames from `to`, `outStep` apart
    /// @return how many came out
    abstract int finish(float[] out, int to, int outStep);

    /// Forgets everything.
    abstract void reset();

    /// Saves or loads everything that is remembered, but for the number of frames.
    abstract void transfer(StateTransfer transfer);

    /// Goes on behind so many frames; the rest of the state is loaded.
    abstract void resume(long received);
}
