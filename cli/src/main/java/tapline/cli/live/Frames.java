package tapline.cli.live;

import java.io.IOException;
import java.util.List;

/// Where frames come from and go to, in one format.
interface Frames {
    /// The names of the channels that come in; empty where they have none.
    List<String> channelNames();

    /// Waits for a frame, and reads it.
    ///
    /// @param frame `[channels]`. *Modified*
    /// @return whether there was one; not at the end
    boolean read(float[] frame) throws IOException;

    /// Writes what comes before the first frame.
    ///
    /// @param names of the channels that come out; empty where they have none
    void begin(List<String> names) throws IOException;

    /// Writes the frame that belongs to the last one read.
    ///
    /// @param frame `[channels]`. *Not modified*
    void write(float[] frame) throws IOException;
}
