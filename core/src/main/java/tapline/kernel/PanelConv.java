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
    private static final int TERMS_AT_ONCE = 1024;

    /// From so many output channels in a group on, packing pays.
    private static final int LEAST_CHANNELS = 4;

    /// With more terms a panel would take more than 50 MB.
    private static final int MOST_TERMS = 1 << 20;

    private final ConvProblem problem;
    private final ConvGeometry geometry;
    private final float[] x;
    private final float[] y;
    private final PackedWeights weights;
    private final int blocks;
    private final int blocksAtOnce;
    private final int tileFloats;
    private final int tilesAtOnce;
    private final float[] panel;
    private final float[] phases;
    private final float[] tile;

    PanelConv(ConvProblem problem, float[] x, PackedWeights weights, float[] y, Scratch scratch) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.x = x;
        this.weights = weights;
        this.y = y;
        int terms = geometry.terms();
        blocks = SummationOrder.blocks(terms);
        blocksAtOnce = terms <= TERMS_AT_ONCE ? blocks : 1;
        tileFloats = Math.ceilDiv(terms, blocks) * blocksAtOnce * Tiles.WIDTH;
        tilesAtOnce = Math.max(1, TILES_FLOATS / tileFloats);
        panel = scratch.floats(Scratch.Use.PANEL, Math.max(Scratch.FIXED, Scratch.ALIGNED + tilesAtOnce * tileFloats));
        phases = isGatheredByPhase() ? scratch.floats(Scratch.Use.PHASES, geometry.stride() * phaseLength()) : null;
        tile = scratch.floats(Scratch.Use.TILE, 8 * Tiles.WIDTH);
    }

    /// Whether this is a problem that panels are for.
    static boolean fits(ConvProblem problem) {
        ConvGeometry geometry = problem.geometry();
        return geometry.groupOutChannels() >= LEAST_CHANNELS && geometry.terms() <= MOST_TERMS;
    }

    /// Whether gathering the samples of all phases copies less than gathering those of each tap.
    private boolean isGatheredByPhase() {
        long byPhase = (long) geometry.stride() * Tiles.WIDTH + geometry.receptiveField();
        return geometry.stride() > 1 && byPhase < (long) geometry.kernelSize() * Tiles.WIDTH;
    }

    /// Computes all of the problem.
    void run() {
        int stretch = tilesAtOnce * Tiles.WIDTH;
        for (int signal = problem.firstSignal(); signal < problem.endSignal(); signal++) {
            for (int group = 0; group < geometry.groups(); group++) {
                for (int block = 0; block < blocks; block += blocksAtOnce) {
                    for (int sample = 0; sample < problem.output().count(); sample += stretch) {
                        tiles(signal, group, block, sample);
                    }
                }
            }
        }
    }

    private void tiles(int signal, int group, int block, int sample) {
        int rest = problem.output().count() - sample;
        int count = Math.min(tilesAtOnce, Math.ceilDiv(rest, Tiles.WIDTH));
        for (int t = 0; t < count; t++) {
            pack(signal, group, block, overlapping(sample + t * Tiles.WIDTH), Scratch.ALIGNED + t * tileFloats);
        }
        for (int channel = 0; channel < geometry.groupOutChannels(); ) {
            for (int t = 0; t < count; t++) {
                channels(
                        signal,
                        group,
                        channel,
                        block,
                        overlapping(sample + t * Tiles.WIDTH),
                        Scratch.ALIGNED + t * tileFloats);
            }
            channel += PackedWeights.rows(geometry.groupOutChannels() - channel);
        }
    }

    /// Where a tile begins so that it does not reach behind the end of its row: it overlaps the one before it, and
    /// what is computed twice has the same bits. Not where blocks are added to what is there already.
    private int overlapping(int sample) {
        OutputRows output = problem.output();
        boolean mayOverlap = output.step() == 1 && output.count() >= Tiles.WIDTH && blocksAtOnce == blocks;
        return mayOverlap ? Math.min(sample, output.count() - Tiles.WIDTH) : sample;
    }

    private void pack(int signal, int group, int block, int sample, int p) {
        int kernelSize = geometry.kernelSize();
        int first = SummationOrder.start(block, geometry.terms());
        int end = SummationOrder.start(block + blocksAtOnce, geometry.terms());
        int row = (signal * geometry.inChannels() + group * geometry.groupInChannels() + first / kernelSize)
                * problem.length();
        for (int term = first; term < end; row += problem.length()) {
            int tap = term % kernelSize;
            int taps = Math.min(kernelSize - tap, end - term);
            if (phases == null) {
                packTaps(row, sample, tap, taps, p + (term - first) * Tiles.WIDTH);
            } else {
                packPhases(row, sample, tap, taps, p + (term - first) * Tiles.WIDTH);
            }
            term += taps;
        }
    }

    private void packTaps(int row, int sample, int tap, int taps, int p) {
        int samples = Math.min(Tiles.WIDTH, problem.output().count() - sample);
        int start = geometry.windowStart(sample);
        long end = (long) start + geometry.receptiveField() - 1 + Tiles.WIDTH;
        if (geometry.stride() == 1 && start >= 0 && end <= problem.length()) {
            Tiles.pack(x, row + start + tap * geometry.dilation(), geometry.dilation(), taps, panel, p);
            return;
        }
        for (int k = 0; k < taps; k++) {
            Windows.copy(
                    x,
                    row,
                    problem.length(),
                    start + (tap + k) * geometry.dilation(),
                    geometry.stride(),
                    geometry.paddingMode(),
                    panel,
                    p + k * Tiles.WIDTH,
                    samples);
        }
    }

    /// With a stride, taps that are a multiple of it apart meet the same samples, shifted: every `stride`-th sample
    /// is gathered once for each phase, and each tap is a contiguous part of its phase.
    private void packPhases(int row, int sample, int tap, int taps, int p) {
        int stride = geometry.stride();
        int length = phaseLength();
        int start = geometry.windowStart(sample);
        int samples = Math.min(Tiles.WIDTH, problem.output().count() - sample);
        int reach = (samples - 1) * stride + geometry.receptiveField();
        for (int phase = 0; phase < stride; phase++) {
            Windows.copy(
                    x,
                    row,
                    problem.length(),
                    start + phase,
                    stride,
                    geometry.paddingMode(),
                    phases,
                    phase * length,
                    Math.ceilDiv(reach - phase, stride));
        }
        for (int k = 0; k < taps; k++) {
            int offset = (tap + k) * geometry.dilation();
            Tiles.pack(phases, offset % stride * length + offset / stride, 0, 1, panel, p + k * Tiles.WIDTH);
        }
    }

    private int phaseLength() {
        return Tiles.WIDTH + (geometry.receptiveField() - 1) / geometry.stride();
    }

    private void channels(int signal, int group, int channel, int block, int sample, int p) {
        int channels = geometry.groupOutChannels();
        int row = signal * geometry.outChannels() + group * channels + channel;
        int rows = PackedWeights.rows(channels - channel);
        int used = Math.min(rows, channels - channel);
        int panelTerm = p;
        for (int b = block; b < block + blocksAtOnce; b++) {
            int first = SummationOrder.start(b, geometry.terms());
            int terms = SummationOrder.start(b + 1, geometry.terms()) - first;
            int w = weights.position(group, channel, rows, first);
            sum(b, panelTerm, w, terms, rows, used, group * channels + channel, row, sample);
            panelTerm += terms * Tiles.WIDTH;
        }
    }

    private void sum(int block, int p, int w, int terms, int rows, int used, int channel, int outputRow, int sample) {
        OutputRows output = problem.output();
        boolean isWhole = output.step() == 1 && sample + Tiles.WIDTH <= output.count();
        boolean isDirect = isWhole && block == 0 && used == rows;
        float[] start = block == 0 ? weights.bias() : PackedWeights.ZEROS;
        int s = block == 0 ? channel : 0;
        float[] out = isDirect ? y : tile;
        int position = output.position(outputRow, sample);
        int o = isDirect ? position : 0;
        int stride = isDirect ? output.rowLength() : Tiles.WIDTH;
        switch (rows) {
            case 8 -> Tiles.eight(panel, p, weights.values(), w, terms, start, s, out, o, stride);
            case 4 -> Tiles.four(panel, p, weights.values(), w, terms, start, s, out, o, stride);
            default -> Tiles.one(panel, p, weights.values(), w, terms, start, s, out, o);
        }
        if (isWhole && block > 0) {
            Tiles.add(tile, used, y, position, output.rowLength());
        } else if (!isDirect) {
            for (int r = 0; r < used; r++) {
                write(block, r, outputRow + r, sample);
            }
        }
    }

    private void write(int block, int row, int outputRow, int sample) {
        OutputRows output = problem.output();
        int samples = Math.min(Tiles.WIDTH, output.count() - sample);
        int position = output.position(outputRow, sample);
        if (block == 0 && output.step() == 1) {
            System.arraycopy(tile, row * Tiles.WIDTH, y, position, samples);
            return;
        }
        for (int i = 0; i < samples; i++) {
            int at = position + i * output.step();
            float sum = tile[row * Tiles.WIDTH + i];
            y[at] = block == 0 ? sum : y[at] + sum;
        }
    }
}
