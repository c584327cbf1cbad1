package tapline.kernel;

import tapline.shape.ConvGeometry;

/// A convolution's weights in the order in which [PanelConv] reads them: by group, by tile of 8, 4 or 1 output channels,
/// by term, by channel of the tile.
///
/// @param geometry of the convolution
/// @param values the weights
/// @param bias `[outChannels]`, zeros if there is none
/// @param zeros as many as a tile has channels
record PackedWeights(ConvGeometry geometry, float[] values, float[] bias, float[] zeros) {
    /// How many channels the next tile has, where `rest` are left.
    static int rows(int rest) {
        return rest >= VectorSpeed.TILE_ROWS ? VectorSpeed.TILE_ROWS : rest >= 4 ? 4 : 1;
    }

    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Kept*
    static PackedWeights of(ConvGeometry geometry, float[] w, float[] bias) {
        int terms = geometry.terms();
        int channels = geometry.groupOutChannels();
        float[] values = new float[geometry.outChannels() * terms];
        for (int first = 0; first < geometry.outChannels(); ) {
            int rows = rows(channels - first % channels);
            for (int r = 0; r < rows; r++) {
                int from = (first + r) * terms;
                int to = first * terms + r;
                for (int term = 0; term < terms; term++) {
                    values[to + term * rows] = w[from + term];
                }
            }
            first += rows;
        }
        float[] starts = bias == null ? new float[geometry.outChannels()] : bias;
        return new PackedWeights(geometry, values, starts, new float[8]);
    }

    /// Where the weights of a tile's term are: `rows` of them, one for each channel.
    int position(int group, int channel, int rows, int term) {
        return (group * geometry.groupOutChannels() + channel) * geometry.terms() + term * rows;
    }
}
