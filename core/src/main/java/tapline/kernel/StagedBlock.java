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

    private final ConvProblem problem;
    private final ConvGeometry geometry;
    private final GradientBlocks blocks;
    private final StagedTaps taps;
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
        channelPitch = blocks.mostSignals() * signalPitch + geometry.kernelSize() * restPitch;
        slopePitch = blocks.mostSignals() * blocks.longest() + restPitch + GAP;
        channelsAtOnce = Math.clamp(FLOATS / Math.max(1, channelPitch), 1, geometry.groupInChannels());
        terms = new StagedTerms(channelsAtOnce * geometry.kernelSize());
        for (int term = 0; term < channelsAtOnce * geometry.kernelSize(); term++) {
            int c = term / geometry.kernelSize();
            int tap = term % geometry.kernelSize();
            terms.set(term, inputs(c) + offsets[tap], rests(c, tap));
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
        int rest = blocks.samples(block) - blocks.wholeSamples(block);
        return new GradientRows(
                blocks.signals(block),
                blocks.wholeSamples(block),
                rest == 0 ? 0 : blocks.signals(block) * GradientBlocks.LANES,
                slopes(0),
                slopePitch,
                signalPitch);
    }

    /// Copies what the taps meet in `count` input channels from `in` on.
    void stageInput(float[] x, int block, int in, int count) {
        int whole = blocks.wholeSamples(block);
        int samples = blocks.samples(block);
        for (int c = 0; c < count; c++) {
            for (int s = 0; s < blocks.signals(block); s++) {
                int row = ((blocks.firstSignal(block) + s) * geometry.inChannels() + in + c) * problem.length();
                int at = inputs(c) + s * signalPitch;
                taps.copy(x, row, problem.length(), blocks.firstSample(block), samples, staged, at);
                for (int tap = 0; whole < samples && tap < geometry.kernelSize(); tap++) {
                    rest(staged, at + offsets[tap] + whole, samples - whole, rests(c, tap) + s * GradientBlocks.LANES);
                }
            }
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
