package tapline.stream;

/// What one stream has to remember for one part of a network. Not thread-safe.
///
/// How many frames came in tells how many went out: a state keeps no other numbers than the signal's.
abstract class StreamState {
    /// Takes frames, and gives those that are complete now.
    ///
    /// @param in interleaved frames from `at`. *Not modified*
    /// @param frames at most as many as the state was made for
    /// @param out *Modified* from `to`
    /// @return how many came out
    abstract int push(float[] in, int at, int frames, float[] out, int to);

    /// Ends the signal, and gives what is left of the output.
    ///
    /// @param out *Modified* from `to`
    /// @return how many came out
    abstract int finish(float[] out, int to);

    /// Forgets everything.
    abstract void reset();

    /// Saves or loads everything that is remembered, but for the number of frames.
    abstract void transfer(StateTransfer transfer);

    /// Goes on behind so many frames; the rest of the state is loaded.
    abstract void resume(long received);
}
