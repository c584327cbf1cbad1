package tapline.cli.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tapline.formats.CsvFrames;
import tapline.stream.StreamPlan;

/// A frame each line; with the times of those that came in, where each line is answered by one at once.
final class CsvLines implements Frames {
    private final CsvFrames in;
    private final OutputStream out;
    private final StringBuilder line = new StringBuilder();
    private boolean hasTimes;

    /// @param wanted columns by name or number; none for all
    CsvLines(InputStream in, OutputStream out, List<String> wanted) throws IOException {
        this.in = new CsvFrames(in, "standard input");
        this.out = out;
        if (!this.in.isEmpty()) {
            this.in.choose(this.in.hasHeader() ? wanted : List.of());
        }
    }

    @Override
    public List<String> channelNames() {
        return in.channelNames();
    }

    /// Whatever the times say, lines are not asked for it.
    @Override
    public OptionalDouble sampleRate() {
        return OptionalDouble.empty();
    }

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    public boolean read(float[] frame) throws IOException {
        return in.read(frame);
    }

    @Override
    public void begin(List<String> names, StreamPlan plan) throws IOException {
        hasTimes = !in.timeName().isEmpty() && plan.answersAtOnce();
        if (!in.hasHeader()) {
            return;
        }
        List<String> cells = new ArrayList<>();
        if (hasTimes) {
            cells.add(in.timeName());
        }
        for (int channel = 0; channel < names.size(); channel++) {
            cells.add(names.get(channel).isBlank() ? "ch" + (channel + 1) : names.get(channel));
        }
        line.append(CsvFrames.header(cells, in.delimiter()));
        endLine();
    }

    @Override
    public void write(float[] frame) throws IOException {
        if (hasTimes) {
            line.append(in.time()).append(in.delimiter());
        }
        for (int channel = 0; channel < frame.length; channel++) {
            if (channel > 0) {
                line.append(in.delimiter());
            }
            line.append(frame[channel]);
        }
        endLine();
    }

    @Override
    public void end() {
        // A line ends itself.
    }

    private void endLine() throws IOException {
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }
}
