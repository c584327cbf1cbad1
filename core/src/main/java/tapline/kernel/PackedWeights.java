package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// A convolution's weights in the order in which [PanelConv] reads them: by group, by tile of 8, 4 or 1 output
/// channels, by term, by channel of the tile. A group's last tile may have more channels than are left of the
/// group; the weights of those are zeros, and what is computed with them is dropped.
///
/// @param geometry of the convolution
/// @param values the weights
/// @param starts where chains begin: the bias of each output channel, zero if there is none, and then
///     [Tiles#MOST] zeros
record PackedWeights(ConvGeometry geometry, float[] values, float[] starts) {
    /// How many channels the next tile has, where `rest` are left: a tile of four takes hardly longer than two
    /// single channels, which wait for their own sums.
    static int rows(int rest) {
        if (rest > 4) {
            return Vectors.TILE_ROWS;
        }
        return rest > 1 ? 4 : 1;
    }

    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    /// @param scratch where the packed weights go
    static PackedWeights of(ConvGeometry geometry, float[] w, float[] bias, Scratch scratch) {
        int terms = geometry.terms();
        int channels = geometry.groupOutChannels();
        float[] values = scratch.floats(Scratch.Use.WEIGHTS, geometry.groups() * padded(channels) * terms);
        for (int group = 0; group < geometry.groups(); group++) {
            for (int channel = 0; channel < channels; channel += rows(channels - channel)) {
                int rows = rows(channels - channel);
                int to = (group * padded(channels) + channel) * terms;
                for (int r = 0; r < rows; r++) {
                    boolean isUsed = channel + r < channels;
                    int from = (group * channels + channel + r) * terms;
                    for (int term = 0; term < terms; term++) {
                        values[to + term * rows + r] = isUsed ? w[from + term] : 0;
                    }
                }
            }
        }
        float[] starts = scratch.floats(Scratch.Use.BIAS, geometry.outChannels() + Tiles.MOST);
        Arrays.fill(starts, 0, geometry.outChannels() + Tiles.MOST, 0);
        if (bias != null) {
            System.arraycopy(bias, 0, starts, 0, geometry.outChannels());
        }
        return new PackedWeights(geometry, values, starts);
    }

    /// The channels of all tiles of a group.
    private static int padded(int channels) {
        int whole = channels / Vectors.TILE_ROWS * Vectors.TILE_ROWS;
        return whole == channels ? whole : whole + rows(channels - whole);
    }

    /// Where a tile's weights are: by term, `rows` of them, one for each channel.
    int position(int group, int channel) {
        return (group * padded(geometry.groupOutChannels()) + channel) * geometry.terms();
    }
}
