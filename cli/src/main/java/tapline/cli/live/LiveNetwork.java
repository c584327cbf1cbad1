package tapline.cli.live;

import java.util.List;
import java.util.OptionalDouble;
import tapline.stream.StreamPlan;

/// What is computed on a live signal.
public interface LiveNetwork {
    /// The names of the channels that it wants; none if any will do.
    List<String> inputs();

    /// In Hz, of the signals that it is for; absent if any will do.
    OptionalDouble sampleRate();

    /// How it is computed on this many channels.
    ///
    /// @throws RuntimeException if it is not for so many
    StreamPlan plan(int channels);

    /// The names of the channels that come out; empty where they have none.
    ///
    /// @param inputs the names of those that go in
    /// @param count how many come out
    List<String> outputs(List<String> inputs, int count);
}
