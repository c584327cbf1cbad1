package tapline.kernel;

import tapline.shape.ConvGeometry;

/// Convolutions with several output channels in a group, by vectors along the samples.
///
/// For some tiles of [Tiles#WIDTH] samples, what the terms meet is packed into a panel, aligned and without gaps;
/// each group of eight, four or one output channels then runs over them, and so writes long stretches of its rows.
/// One packed copy serves all output channels: its cost is small beside the products, and dilation and padding cost
/// nothing further. Scratch: a panel of [Scratch#FIXED], or of one block of terms for one tile where that is more
/// (there are at most [#MOST_TERMS]), and the weights packed.
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
    private final float[] x;
    private final float[] y;
    private final ConvWeights weights;
    private final PackedWeights packed;
    private final int[] bounds;
    private final int blocksAtOnce;
    private final int tileFloats;
    private final int tilesAtOnce;
    private final float[] panel;
    private final float[] phases;
    private final float[] tile;
    private final Tiles tiles;

    /// The signal and the group that are computed, and where the group's weights are.
    private int signal;

    private int group;
    private int groupWeights;

    PanelConv(ConvProblem problem, float[] x, ConvWeights weights, float[] y, Scratch scratch) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.x = x;
        this.weights = weights;
        packed = weights.packed(geometry, scratch);
        this.y = y;
        int terms = geometry.terms();
        bounds = SummationOrder.bounds(terms);
        int blocks = bounds.length - 1;
        blocksAtOnce = terms <= TERMS_AT_ONCE ? blocks : 1;
        tileFloats = Math.ceilDiv(terms, blocks) * blocksAtOnce * Tiles.WIDTH;
        tilesAtOnce = Math.max(1, TILES_FLOATS / tileFloats);
        panel = scratch.floats(Scratch.Use.PANEL, Math.max(Scratch.FIXED, Scratch.ALIGNED + tilesAtOnce * tileFloats));
        phases = isGatheredByPhase() ? scratch.floats(Scratch.Use.PHASES, geometry.stride() * phaseLength()) : null;
        tile = scratch.floats(Scratch.Use.TILE, Tiles.MOST * Tiles.WIDTH);
        tiles = new Tiles(panel, tileFloats, packed.values(), packed.starts(), geometry.outChannels(), bounds);
    }

    /// Whether this is a problem that panels are for.
    static boolean fits(ConvProblem problem) {
        ConvGeometry geometry = problem.geometry();
        return geometry.groupOutChannels() >= LEAST_CHANNELS
                && geometry.terms() > 0
                && geometry.terms() <= MOST_TERMS;
    }

    /// Whether gathering the samples of all phases copies less than gathering those of each tap.
    private boolean isGatheredByPhase() {
        long byPhase = (long) geometry.stride() * Tiles.WIDTH + geometry.receptiveField();
        return byPhase < (long) geometry.kernelSize() * Tiles.WIDTH;
    }

    /// Computes all of the problem.
    void run() {
        int stretch = tilesAtOnce * Tiles.WIDTH;
        for (group = 0; group < geometry.groups(); group++) {
            groupWeights = packed.position(group);
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
            pack(block, overlapping(sample + t * Tiles.WIDTH), Scratch.ALIGNED + t * tileFloats);
        }
        int whole = output.step() == 1 ? Math.min(count, rest / Tiles.WIDTH) : 0;
        for (int channel = 0; channel < geometry.groupOutChannels(); ) {
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

    private void pack(int block, int sample, int p) {
        int kernelSize = geometry.kernelSize();
        int start = geometry.windowStart(sample);
        long end = (long) start + (long) (Tiles.WIDTH - 1) * geometry.stride() + geometry.receptiveField();
        boolean isInside = start >= 0 && end <= problem.length();
        if (kernelSize == 1 && isInside && geometry.stride() == 1) {
            int first = (signal * geometry.inChannels() + group * geometry.groupInChannels() + bounds[block]) * problem.length();
            Tiles.pack(x, first + start, problem.length(), bounds[block + blocksAtOnce] - bounds[block], panel, p);
            return;
        }
        int term = bounds[block];
        int row = (signal * geometry.inChannels() + group * geometry.groupInChannels() + term / kernelSize)
                * problem.length();
        int tap = term % kernelSize;
        for (int at = p; term < bounds[block + blocksAtOnce]; row += problem.length()) {
            int taps = Math.min(kernelSize - tap, bounds[block + blocksAtOnce] - term);
            if (isInside && geometry.stride() == 1) {
                Tiles.pack(x, row + start + tap * geometry.dilation(), geometry.dilation(), taps, panel, at);
            } else if (phases != null) {
                packPhases(row, sample, isInside, tap, taps, at);
            } else {
                packTaps(row, sample, tap, taps, at);
            }
            at += taps * Tiles.WIDTH;
            term += taps;
            tap = 0;
        }
    }

    private void packTaps(int row, int sample, int tap, int taps, int p) {
        int samples = Math.min(Tiles.WIDTH, problem.output().count() - sample);
        for (int k = 0; k < taps; k++) {
            Windows.copy(
                    x,
                    row,
                    problem.length(),
                    geometry.windowStart(sample) + (tap + k) * geometry.dilation(),
                    geometry.stride(),
                    geometry.paddingMode(),
                    panel,
                    p + k * Tiles.WIDTH,
                    samples);
        }
    }

    /// Taps that are a multiple of the stride apart meet the same samples, shifted: every `stride`-th sample is
    /// gathered once for each phase, padding included, and each tap is a contiguous part of its phase.
    private void packPhases(int row, int sample, boolean isInside, int tap, int taps, int p) {
        int stride = geometry.stride();
        int length = phaseLength();
        int start = geometry.windowStart(sample);
        int samples = Math.min(Tiles.WIDTH, problem.output().count() - sample);
        int reach = (samples - 1) * stride + geometry.receptiveField();
        for (int i = 0; i < stride; i++) {
            int count = Math.ceilDiv(reach - i, stride);
            if (isInside) {
                gather(row + start + i, stride, i * length, count);
            } else {
                Windows.copy(
                        x, row, problem.length(), start + i, stride, geometry.paddingMode(), phases, i * length, count);
            }
        }
        int dilation = geometry.dilation();
        int phase = tap * dilation % stride;
        int at = tap * dilation / stride;
        for (int k = 0; k < taps; k++) {
            Tiles.pack(phases, phase * length + at, 0, 1, panel, p + k * Tiles.WIDTH);
            phase += dilation % stride;
            at += dilation / stride + phase / stride;
            phase %= stride;
        }
    }

    private void gather(int from, int stride, int to, int count) {
        for (int i = 0; i < count; i++) {
            phases[to + i] = x[from + i * stride];
        }
    }

    private int phaseLength() {
        return Tiles.WIDTH + (geometry.receptiveField() - 1) / geometry.stride();
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
