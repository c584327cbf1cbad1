package tapline.cli.live;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import tapline.stream.StreamPlan;

/// Where frames come from and go to, in one format.
interface Frames {
    /// The names of the channels that come in; empty where they have none.
    List<String> channelNames();

    /// In Hz, if it is known.
    OptionalDouble sampleRate();

    /// Whether people can read what is written.
    boolean isText();

    /// Waits for a frame, and reads it.
    ///
    /// @param frame `[channels]`. *Modified*
    /// @return whether there was one; not at the end
    boolean read(float[] frame) throws IOException;

    /// Writes what comes before the first frame.
    ///
    /// @param names of the channels that come out; empty where they have none
    /// @param plan how frames that come out are made
    void begin(List<String> names, StreamPlan plan) throws IOException;

    /// Writes a frame, as the last one read made it complete.
    ///
    /// @param frame `[channels]`. *Not modified*
    void write(float[] frame) throws IOException;

    /// Writes what comes behind the last frame of all.
    void end() throws IOException;
}
