package tapline.kernel;

import tapline.shape.ConvGeometry;

/// A convolution's weights in the order in which [PanelConv] reads them: by group, by tile of 8, 4 or 1 output
/// channels, by term, by channel of the tile. A group's last tile may have more channels than are left of the
/// group; the weights of those are zeros, and what is computed with them is dropped.
///
/// @param geometry of the convolution
/// @param values the weights
/// @param bias `[outChannels]` and as many more as a tile may reach beyond them; zeros if there is none
/// @param zeros as many as a tile has channels
record PackedWeights(ConvGeometry geometry, float[] values, float[] bias, float[] zeros) {
    private static final int MOST = 8;

    /// How many channels the next tile has, where `rest` are left: a tile of four takes hardly longer than two single
    /// channels, which wait for their own sums.
    static int rows(int rest) {
        if (rest > 4) {
            return Vectors.TILE_ROWS;
        }
        return rest > 1 ? 4 : 1;
    }

    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    static PackedWeights of(ConvGeometry geometry, float[] w, float[] bias) {
        int terms = geometry.terms();
        int channels = geometry.groupOutChannels();
        float[] values = new float[geometry.groups() * padded(channels) * terms];
        for (int group = 0; group < geometry.groups(); group++) {
            for (int channel = 0; channel < channels; channel += rows(channels - channel)) {
                int rows = rows(channels - channel);
                int to = (group * padded(channels) + channel) * terms;
                for (int r = 0; r < Math.min(rows, channels - channel); r++) {
                    int from = (group * channels + channel + r) * terms;
                    for (int term = 0; term < terms; term++) {
                        values[to + term * rows + r] = w[from + term];
                    }
                }
            }
        }
        float[] starts = new float[geometry.outChannels() + MOST];
        if (bias != null) {
            System.arraycopy(bias, 0, starts, 0, geometry.outChannels());
        }
        return new PackedWeights(geometry, values, starts, new float[MOST]);
    }

    /// The channels of all tiles of a group.
    private static int padded(int channels) {
        int whole = channels / Vectors.TILE_ROWS * Vectors.TILE_ROWS;
        return whole == channels ? whole : whole + rows(channels - whole);
    }

    /// Where the weights of a tile's term are: `rows` of them, one for each channel.
    int position(int group, int channel, int rows, int term) {
        return (group * padded(geometry.groupOutChannels()) + channel) * geometry.terms() + term * rows;
    }
}
