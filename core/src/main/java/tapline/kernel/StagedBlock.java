package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// Copies of what one block's sums are made of, in one scratch array: the rows of some output channels, and what
/// the taps meet in some input channels. Rests of rows are filled up with zeros, so that the loops over them have
/// no ends to see to.
final class StagedBlock {
    /// So much of the input is copied at a time, or one channel if that is more: 512 KiB.
    private static final int FLOATS = 1 << 17;

    /// At most so much of one channel: 16 MiB.
    private static final int MOST_FLOATS = 1 << 22;

    /// Rows of a power of two would meet in the same lines of the cache.
    private static final int GAP = 4 * GradientBlocks.LANES;

    /// Rows of fewer samples lie behind each other, for each tap by itself: a loop over one of them would be short.
    private static final int SHORT = 64;

    private final ConvProblem problem;
    private final ConvGeometry geometry;
    private final GradientBlocks blocks;
    private final StagedTaps taps;
    private final boolean isShort;
    private final int[] offsets;
    private final int signalPitch;
    private final int restPitch;
    private final int channelPitch;
    private final int slopePitch;
    private final int channelsAtOnce;
    private final StagedTerms terms;
    private final float[] staged;

    StagedBlock(ConvProblem problem, GradientBlocks blocks, StagedTaps taps, Scratch scratch) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.blocks = blocks;
        this.taps = taps;
        offsets = taps.offsets();
        signalPitch = (int) taps.floats();
        restPitch = blocks.hasRests() ? blocks.mostSignals() * GradientBlocks.LANES : 0;
        slopePitch = blocks.mostSignals() * blocks.longest() + restPitch + GAP;
        isShort = blocks.longest() < SHORT && (long) geometry.kernelSize() * slopePitch <= MOST_FLOATS;
        channelPitch = isShort
                ? geometry.kernelSize() * slopePitch
                : blocks.mostSignals() * signalPitch + geometry.kernelSize() * restPitch;
        channelsAtOnce = Math.clamp(FLOATS / Math.max(1, channelPitch), 1, geometry.groupInChannels());
        terms = new StagedTerms(channelsAtOnce * geometry.kernelSize());
        for (int term = 0; term < channelsAtOnce * geometry.kernelSize(); term++) {
            int c = term / geometry.kernelSize();
            int tap = term % geometry.kernelSize();
            int whole = isShort ? tap * slopePitch : offsets[tap];
            terms.set(term, inputs(c) + whole, rests(c, tap));
        }
        int length = inputs(channelsAtOnce);
        staged = scratch.floats(Scratch.Use.PANEL, Math.max(Scratch.FIXED, length));
    }

    /// Whether one channel's copy has a reasonable size.
    static boolean fits(ConvGeometry geometry, GradientBlocks blocks, StagedTaps taps) {
        long rests = (long) geometry.kernelSize() * GradientBlocks.LANES;
        return (taps.floats() + rests) * blocks.mostSignals() <= MOST_FLOATS;
    }

    float[] floats() {
        return staged;
    }

    /// How many input channels are copied at a time.
    int channelsAtOnce() {
        return channelsAtOnce;
    }

    /// Where the terms begin, from the first input channel that is copied on.
    StagedTerms terms() {
        return terms;
    }

    private int slopes(int channel) {
        return Scratch.ALIGNED + channel * slopePitch;
    }

    private int inputs(int channel) {
        return slopes(GradientTiles.CHANNELS) + channel * channelPitch;
    }

    /// Where the rows of block `block` are.
    GradientRows rows(int block) {
        int signals = blocks.signals(block);
        int whole = blocks.wholeSamples(block);
        int rests = whole == blocks.samples(block) ? 0 : signals * GradientBlocks.LANES;
        return isShort
                ? new GradientRows(1, signals * whole + rests, 0, slopes(0), slopePitch, 0)
                : new GradientRows(signals, whole, rests, slopes(0), slopePitch, signalPitch);
    }

    /// Copies what the taps meet in `count` input channels from `in` on.
    void stageInput(float[] x, int block, int in, int count) {
        for (int c = 0; c < count; c++) {
            for (int s = 0; s < blocks.signals(block); s++) {
                int row = ((blocks.firstSignal(block) + s) * geometry.inChannels() + in + c) * problem.length();
                if (isShort) {
                    stageTaps(x, row, block, s, inputs(c));
                } else {
                    stageSignal(x, row, block, s, c);
                }
            }
        }
    }

    /// Each tap's whole samples, and behind those of all signals its rests: as the rows of output channels.
    private void stageTaps(float[] x, int row, int block, int signal, int at) {
        int whole = blocks.wholeSamples(block);
        int samples = blocks.samples(block);
        int start = geometry.windowStart(blocks.firstSample(block));
        for (int tap = 0; tap < geometry.kernelSize(); tap++) {
            int from = start + tap * geometry.dilation();
            int to = at + tap * slopePitch;
            window(x, row, from, whole, to + signal * whole);
            if (whole < samples) {
                int rest = to + blocks.signals(block) * whole + signal * GradientBlocks.LANES;
                window(x, row, from + whole * geometry.stride(), samples - whole, rest);
                Arrays.fill(staged, rest + samples - whole, rest + GradientBlocks.LANES, 0);
            }
        }
    }

    private void window(float[] x, int row, int from, int count, int to) {
        Windows.copy(x, row, problem.length(), from, geometry.stride(), geometry.paddingMode(), staged, to, count);
    }

    /// What all taps meet together, and each tap's rests.
    private void stageSignal(float[] x, int row, int block, int signal, int channel) {
        int whole = blocks.wholeSamples(block);
        int samples = blocks.samples(block);
        int at = inputs(channel) + signal * signalPitch;
        taps.copy(x, row, problem.length(), blocks.firstSample(block), samples, staged, at);
        for (int tap = 0; whole < samples && tap < geometry.kernelSize(); tap++) {
            int rests = rests(channel, tap) + signal * GradientBlocks.LANES;
            rest(staged, at + offsets[tap] + whole, samples - whole, rests);
        }
    }

    /// Copies the rows of `count` output channels from `channel` on.
    void stageSlopes(float[] g, int block, int channel, int count) {
        int whole = blocks.wholeSamples(block);
        int samples = blocks.samples(block);
        for (int c = 0; c < count; c++) {
            int at = slopes(c);
            int rests = at + blocks.signals(block) * whole;
            for (int s = 0; s < blocks.signals(block); s++) {
                int row = (blocks.firstSignal(block) + s) * geometry.outChannels() + channel + c;
                int from = problem.output().position(row, blocks.firstSample(block));
                System.arraycopy(g, from, staged, at + s * whole, whole);
                if (whole < samples) {
                    rest(g, from + whole, samples - whole, rests + s * GradientBlocks.LANES);
                }
            }
        }
    }

    private void rest(float[] from, int position, int samples, int to) {
        System.arraycopy(from, position, staged, to, samples);
        Arrays.fill(staged, to + samples, to + GradientBlocks.LANES, 0);
    }

    private int rests(int channel, int tap) {
        return inputs(channel) + blocks.mostSignals() * signalPitch + tap * restPitch;
    }
}
