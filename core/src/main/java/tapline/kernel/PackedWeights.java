package tapline.kernel;

import tapline.shape.ConvGeometry;

/// A convolution's weights in the order in which [PanelConv] reads them: by group, by tile of 8, 4 or 1 output
/// channels, by term, by channel of the tile. A group's last tile may have more channels than are left of the
/// group; the weights of those are zeros, and what is computed with them is dropped.
///
/// Either all groups are there, for many calls and threads; or one at a time, for one.
final class PackedWeights {
    private final ConvGeometry geometry;
    private final ConvWeights weights;
    private final boolean isWhole;
    private final float[] values;
    private final float[] starts;

    private PackedWeights(ConvGeometry geometry, ConvWeights weights, boolean isWhole, float[] values, float[] starts) {
        this.geometry = geometry;
        this.weights = weights;
        this.isWhole = isWhole;
        this.values = values;
        this.starts = starts;
        for (int i = 0; i < startCount(geometry); i++) {
            starts[i] = weights.bias() == null || i >= geometry.outChannels() ? 0 : weights.bias()[i];
        }
    }

    static PackedWeights whole(ConvGeometry geometry, ConvWeights weights) {
        float[] values = new float[geometry.groups() * groupLength(geometry)];
        PackedWeights packed = new PackedWeights(geometry, weights, true, values, new float[startCount(geometry)]);
        for (int group = 0; group < geometry.groups(); group++) {
            packed.pack(group, group * groupLength(geometry), 0, geometry.groupOutChannels());
        }
        return packed;
    }

    /// @param scratch where a group's weights go
    static PackedWeights byGroup(ConvGeometry geometry, ConvWeights weights, Scratch scratch) {
        return new PackedWeights(
                geometry,
                weights,
                false,
                scratch.floats(Scratch.Use.WEIGHTS, groupLength(geometry)),
                scratch.floats(Scratch.Use.BIAS, startCount(geometry)));
    }

    /// The weights in their order. *Not modified*
    float[] values() {
        return values;
    }

    /// Where chains begin: the bias of each output channel, zero if there is none, and then [Tiles#MOST] zeros. *Not
    /// modified*
    float[] starts() {
        return starts;
    }

    /// Where a group's weights begin in the values. There may be only those of the problem's channels, and only until
    /// another group is asked for.
    int position(ConvProblem problem, int group) {
        if (isWhole) {
            return group * groupLength(geometry);
        }
        pack(group, 0, problem.firstChannel(group), problem.endChannel(group));
        return 0;
    }

    /// How many channels the next tile has, where `rest` are left: a tile of four takes hardly longer than two
    /// single channels, which wait for their own sums.
    static int rows(int rest) {
        if (rest > 4) {
            return Vectors.TILE_ROWS;
        }
        return rest > 1 ? 4 : 1;
    }

    private void pack(int group, int position, int from, int to) {
        int terms = geometry.terms();
        int channels = geometry.groupOutChannels();
        for (int channel = from; channel < to; channel += rows(channels - channel)) {
            int rows = rows(channels - channel);
            for (int r = 0; r < rows; r++) {
                int at = position + channel * terms + r;
                if (channel + r < channels) {
                    spread(weights.values(), (group * channels + channel + r) * terms, values, at, rows, terms);
                } else {
                    clear(values, at, rows, terms);
                }
            }
        }
    }

    /// Spreads a channel's terms over every `rows`-th element.
    private static void spread(float[] w, int from, float[] values, int to, int rows, int terms) {
        for (int term = 0; term < terms; term++) {
            values[to + term * rows] = w[from + term];
        }
    }

    private static void clear(float[] values, int to, int rows, int terms) {
        for (int term = 0; term < terms; term++) {
            values[to + term * rows] = 0;
        }
    }

    /// The channels of all tiles of a group, by their terms.
    private static int groupLength(ConvGeometry geometry) {
        int channels = geometry.groupOutChannels();
        int whole = channels / Vectors.TILE_ROWS * Vectors.TILE_ROWS;
        int padded = whole == channels ? whole : whole + rows(channels - whole);
        return padded * geometry.terms();
    }

    private static int startCount(ConvGeometry geometry) {
        return geometry.outChannels() + Tiles.MOST;
    }
}
