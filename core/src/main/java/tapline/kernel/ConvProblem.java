package tapline.kernel;

import tapline.shape.ConvGeometry;

/// One convolution to compute, but for its numbers.
///
/// @param geometry of the convolution
/// @param firstSignal the first signal of the batch to compute; those before it are left alone
/// @param signals how many signals
/// @param firstChannel the first output channel to compute, at the beginning of a tile of its group
/// @param endChannel the output channel behind the last
/// @param length samples of each
/// @param output where the results go
public record ConvProblem(
        ConvGeometry geometry,
        int firstSignal,
        int signals,
        int firstChannel,
        int endChannel,
        int length,
        OutputRows output) {
    /// Output channels of a tile: as many as one of any kernel's, or several.
    static final int TILE = 8;

    /// A whole batch.
    public ConvProblem(ConvGeometry geometry, int batch, int length, OutputRows output) {
        this(geometry, 0, batch, 0, geometry.outChannels(), length, output);
    }

    /// The signal behind the last.
    int endSignal() {
        return firstSignal + signals;
    }

    /// The first output channel to compute of a group, counted in the group.
    int firstChannel(int group) {
        return Math.clamp(firstChannel - group * geometry.groupOutChannels(), 0, geometry.groupOutChannels());
    }

    /// The output channel behind the last of a group, counted in the group.
    int endChannel(int group) {
        return Math.clamp(endChannel - group * geometry.groupOutChannels(), 0, geometry.groupOutChannels());
    }

    /// Multiply-adds of the whole problem.
    double work() {
        return (double) signals * (endChannel - firstChannel) * output.count() * geometry.terms();
    }

    /// The same problem for signals `from` to `to` (exclusive) of these alone.
    ConvProblem ofSignals(int from, int to) {
        return new ConvProblem(geometry, firstSignal + from, to - from, firstChannel, endChannel, length, output);
    }

    /// Tiles of output channels: parts of groups that are computed together.
    int tiles() {
        return geometry.groups() * groupTiles();
    }

    /// The same problem for tiles `from` to `to` (exclusive) of all output channels alone.
    ConvProblem ofTiles(int from, int to) {
        return new ConvProblem(
                geometry, firstSignal, signals, firstChannelOfTile(from), firstChannelOfTile(to), length, output);
    }

    private int groupTiles() {
        return Math.ceilDiv(geometry.groupOutChannels(), TILE);
    }

    private int firstChannelOfTile(int tile) {
        return tile / groupTiles() * geometry.groupOutChannels() + tile % groupTiles() * TILE;
    }

    /// The same problem for results `from` to `to` (exclusive) of each row alone.
    ConvProblem ofResults(int from, int to) {
        ConvGeometry later = new ConvGeometry(
                geometry.inChannels(),
                geometry.outChannels(),
                geometry.kernelSize(),
                geometry.stride(),
                geometry.dilation(),
                geometry.groups(),
                -geometry.windowStart(from),
                geometry.padRight(),
                geometry.paddingMode());
        OutputRows rows =
                new OutputRows(output.rowLength(), output.first() + from * output.step(), output.step(), to - from);
        return new ConvProblem(later, firstSignal, signals, firstChannel, endChannel, length, rows);
    }
}
