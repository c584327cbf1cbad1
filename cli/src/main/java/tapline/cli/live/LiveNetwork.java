package tapline.cli.live;

import java.util.List;
import tapline.stream.StreamPlan;

/// What is computed on a live signal: as many frames come out as go in, each with its own.
public interface LiveNetwork {
    /// The names of the channels that it wants; none if any will do.
    List<String> inputs();

    /// How it is computed on this many channels.
    ///
    /// @throws RuntimeException if it is not for so many
    StreamPlan plan(int channels);

    /// The names of the channels that come out; empty where they have none.
    ///
    /// @param inputs the names of those that go in
    List<String> outputs(List<String> inputs);
}
