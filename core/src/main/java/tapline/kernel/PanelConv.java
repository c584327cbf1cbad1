package tapline.kernel;

import tapline.shape.ConvGeometry;

/// Convolutions with several output channels in a group, by vectors along the samples.
///
/// For some tiles of [Tiles#WIDTH] samples, what the terms meet is packed into a panel, aligned and without gaps;
/// each group of eight, four or one output channels then runs over them, and so writes long stretches of its rows.
/// One packed copy serves all output channels: its cost is small beside the products, and dilation and padding cost
/// nothing further. Scratch: a panel of [Scratch#FIXED], or of one block of terms for one tile where that is more
/// (there are at most [#MOST_TERMS]), and a group's weights packed.
final class PanelConv {
    /// So much of a panel stays in the second-level cache beside the weights.
    private static final int TILES_FLOATS = 1 << 16;

    /// Blocks of more terms than these are computed one after the other, each for all samples.
    private static final int TERMS_AT_ONCE = 2048;

    /// From so many output channels in a group on, packing pays.
    private static final int LEAST_CHANNELS = 4;

    /// With more terms a panel would take more than 33 MB.
    private static final int MOST_TERMS = 1 << 20;

    private final ConvProblem problem;
    private final ConvGeometry geometry;
    private final float[] y;
    private final ConvWeights weights;
    private final PackedWeights packed;
    private final int[] bounds;
    private final int blocksAtOnce;
    private final int tileFloats;
    private final int tilesAtOnce;
    private final Panel panel;
    private final float[] tile;
    private final Tiles tiles;

    /// The signal and the group that are computed, and where the group's weights are.
    private int signal;

    private int group;
    private int groupWeights;

    PanelConv(ConvProblem problem, float[] x, ConvWeights weights, float[] y, Scratch scratch) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.weights = weights;
        packed = weights.packed(geometry, scratch);
        this.y = y;
        int terms = geometry.terms();
        bounds = SummationOrder.bounds(terms);
        int blocks = bounds.length - 1;
        blocksAtOnce = terms <= TERMS_AT_ONCE ? blocks : 1;
        tileFloats = Math.ceilDiv(terms, blocks) * blocksAtOnce * Tiles.WIDTH;
        tilesAtOnce = Math.max(1, TILES_FLOATS / tileFloats);
        panel = new Panel(problem, x, tilesAtOnce * tileFloats, scratch);
        tile = scratch.floats(Scratch.Use.TILE, Tiles.MOST * Tiles.WIDTH);
        tiles = new Tiles(panel.values(), tileFloats, packed.values(), packed.starts(), geometry.outChannels(), bounds);
    }

    /// Whether this is a problem that panels are for.
    static boolean fits(ConvProblem problem) {
        ConvGeometry geometry = problem.geometry();
        return geometry.groupOutChannels() >= LEAST_CHANNELS && geometry.terms() > 0 && geometry.terms() <= MOST_TERMS;
    }

    /// Computes all of the problem.
    void run() {
        int stretch = tilesAtOnce * Tiles.WIDTH;
        for (group = 0; group < geometry.groups(); group++) {
            if (problem.firstChannel(group) == problem.endChannel(group)) {
                continue;
            }
            groupWeights = packed.position(problem, group);
            for (signal = problem.firstSignal(); signal < problem.endSignal(); signal++) {
                for (int block = 0; block < bounds.length - 1; block += blocksAtOnce) {
                    for (int sample = 0; sample < problem.output().count(); sample += stretch) {
                        tiles(block, sample);
                    }
                }
            }
        }
    }

    private void tiles(int block, int sample) {
        OutputRows output = problem.output();
        int rest = output.count() - sample;
        int count = Math.min(tilesAtOnce, Math.ceilDiv(rest, Tiles.WIDTH));
        for (int t = 0; t < count; t++) {
            panel.pack(
                    signal,
                    group,
                    bounds[block],
                    bounds[block + blocksAtOnce],
                    overlapping(sample + t * Tiles.WIDTH),
                    Scratch.ALIGNED + t * tileFloats);
        }
        int whole = output.step() == 1 ? Math.min(count, rest / Tiles.WIDTH) : 0;
        for (int channel = problem.firstChannel(group); channel < problem.endChannel(group); ) {
            int rows = PackedWeights.rows(geometry.groupOutChannels() - channel);
            int direct = channel + rows <= geometry.groupOutChannels() ? whole : 0;
            if (direct > 0) {
                sum(channel, block, sample, Scratch.ALIGNED, direct);
            }
            for (int t = direct; t < count; t++) {
                sum(channel, block, overlapping(sample + t * Tiles.WIDTH), Scratch.ALIGNED + t * tileFloats, 1);
            }
            channel += rows;
        }
    }

    /// Where a tile begins so that it does not reach behind the end of its row: it overlaps the one before it, and
    /// what is computed twice has the same bits. Not where blocks are added to what is there already.
    private int overlapping(int sample) {
        OutputRows output = problem.output();
        boolean mayOverlap = output.step() == 1 && output.count() >= Tiles.WIDTH && blocksAtOnce == bounds.length - 1;
        return mayOverlap ? Math.min(sample, output.count() - Tiles.WIDTH) : sample;
    }

    private void sum(int channel, int block, int sample, int p, int count) {
        OutputRows output = problem.output();
        int groupChannel = group * geometry.groupOutChannels() + channel;
        int row = signal * geometry.outChannels() + groupChannel;
        int rows = PackedWeights.rows(geometry.groupOutChannels() - channel);
        int used = Math.min(rows, geometry.groupOutChannels() - channel);
        boolean isDirect = output.step() == 1 && sample + Tiles.WIDTH <= output.count() && used == rows;
        float[] out = isDirect ? y : tile;
        int o = isDirect ? output.position(row, sample) : 0;
        int stride = isDirect ? output.rowLength() : Tiles.WIDTH;
        int w = groupWeights + channel * geometry.terms();
        int first = p - bounds[block] * Tiles.WIDTH;
        if (!isDirect && block > 0) {
            copyTile(row, used, sample, false);
        }
        switch (rows) {
            case 8 -> tiles.eight(first, w, block, block + blocksAtOnce, groupChannel, count, out, o, stride);
            case 4 -> tiles.four(first, w, block, block + blocksAtOnce, groupChannel, count, out, o, stride);
            default -> tiles.one(first, w, block, block + blocksAtOnce, groupChannel, count, out, o);
        }
        if (block + blocksAtOnce == bounds.length - 1) {
            for (int r = 0; r < used; r++) {
                weights.activate(out, o + r * stride, o + r * stride + count * Tiles.WIDTH);
            }
        }
        if (!isDirect) {
            copyTile(row, used, sample, true);
        }
    }

    /// Copies a tile to the output, or what is there into the tile.
    private void copyTile(int row, int rows, int sample, boolean isOutput) {
        OutputRows output = problem.output();
        int samples = Math.min(Tiles.WIDTH, output.count() - sample);
        for (int r = 0; r < rows; r++) {
            int at = output.position(row + r, sample);
            for (int i = 0; i < samples; i++) {
                if (isOutput) {
                    y[at + i * output.step()] = tile[r * Tiles.WIDTH + i];
                } else {
                    tile[r * Tiles.WIDTH + i] = y[at + i * output.step()];
                }
            }
        }
    }
}
