package tapline.kernel;

import tapline.shape.ConvGeometry;

/// The gradient of a convolution's weight by the JDK's Vector API.
///
/// What the taps meet in some input channels of one block is copied to scratch, padding included; there it stays in
/// the second-level cache while four output channels at a time are multiplied with six terms at a time
/// ([GradientTiles]):
/// their rows are read where they are, and stay in the first-level cache. Depthwise convolutions take one channel by
/// four terms.
public final class VectorWeightGradient implements WeightGradientKernel {
    /// So much of the input is copied at a time, or one channel of a block if that is more: 512 KiB.
    private static final int STAGED = 1 << 17;

    /// Windows so long that one channel of a block would take more are left to the scalar kernel: 16 MiB.
    private static final int MOST_STAGED = 1 << 22;

    private final WeightGradientKernel scalar = new ScalarWeightGradient();

    @Override
    public void run(ConvProblem problem, WeightRange range, float[] x, float[] g, float[] dw) {
        GradientBlocks blocks = GradientBlocks.of(problem);
        StagedTaps taps = StagedTaps.of(problem.geometry(), blocks.longest());
        if (taps.floats() * blocks.mostSignals() > MOST_STAGED) {
            scalar.run(problem, range, x, g, dw);
            return;
        }
        Scratch scratch = Scratch.take();
        new Run(problem, blocks, range, taps, x, g, scratch).all(dw);
        scratch.putBack();
    }

    /// One call's arrays and scratch.
    private static final class Run {
        private final ConvProblem problem;
        private final ConvGeometry geometry;
        private final GradientBlocks blocks;
        private final WeightRange range;
        private final StagedTaps taps;
        private final float[] x;
        private final float[] g;
        private final double[] sums;
        private final int[] offsets;
        private final int pitch;
        private final int channelPitch;
        private final int channelsAtOnce;
        private final float[] staged;
        private final int[] slopeRows = new int[GradientTiles.CHANNELS];
        private final int[] inputRows = new int[GradientTiles.MOST_TERMS];
        private final float[] lanes;

        Run(
                ConvProblem problem,
                GradientBlocks blocks,
                WeightRange range,
                StagedTaps taps,
                float[] x,
                float[] g,
                Scratch scratch) {
            this.problem = problem;
            this.geometry = problem.geometry();
            this.blocks = blocks;
            this.range = range;
            this.taps = taps;
            this.x = x;
            this.g = g;
            sums = new double[range.channels() * range.terms()];
            offsets = taps.offsets();
            pitch = (int) taps.floats();
            channelPitch = pitch * blocks.mostSignals();
            channelsAtOnce = Math.clamp(STAGED / Math.max(1, channelPitch), 1, geometry.groupInChannels());
            int length = Scratch.ALIGNED + channelsAtOnce * channelPitch + GradientBlocks.LANES;
            staged = scratch.floats(Scratch.Use.PANEL, Math.max(Scratch.FIXED, length));
            lanes = scratch.floats(
                    Scratch.Use.TILE, GradientTiles.CHANNELS * GradientTiles.MOST_TERMS * GradientBlocks.LANES);
        }

        void all(float[] dw) {
            for (int block = 0; block < blocks.count(); block++) {
                int channel = range.firstChannel();
                while (channel < range.endChannel()) {
                    int group = channel / geometry.groupOutChannels();
                    int end = Math.min(range.endChannel(), (group + 1) * geometry.groupOutChannels());
                    group(block, group, channel, end);
                    channel = end;
                }
            }
            for (int channel = range.firstChannel(); channel < range.endChannel(); channel++) {
                int from = (channel - range.firstChannel()) * range.terms();
                int to = channel * geometry.terms() + range.firstTerm();
                for (int i = 0; i < range.terms(); i++) {
                    dw[to + i] = (float) sums[from + i];
                }
            }
        }

        private void group(int block, int group, int channel, int endChannel) {
            int size = geometry.kernelSize();
            for (int term = range.firstTerm(); term < range.endTerm(); ) {
                int in = term / size;
                int endIn = Math.min(in + channelsAtOnce, geometry.groupInChannels());
                int end = Math.min(range.endTerm(), endIn * size);
                stage(block, group * geometry.groupInChannels() + in, Math.ceilDiv(end, size) - in);
                for (int c = channel; c < endChannel; c += channels(endChannel - c)) {
                    tiles(block, c, Math.min(endChannel - c, channels(endChannel - c)), term, end);
                }
                term = end;
            }
        }

        /// How many channels the next tile has, where `rest` are left.
        private static int channels(int rest) {
            return rest == 1 ? 1 : GradientTiles.CHANNELS;
        }

        private void stage(int block, int in, int count) {
            for (int c = 0; c < count; c++) {
                int at = Scratch.ALIGNED + c * channelPitch;
                for (int signal = blocks.firstSignal(block); signal < blocks.endSignal(block); signal++) {
                    int row = (signal * geometry.inChannels() + in + c) * problem.length();
                    taps.copy(x, row, problem.length(), blocks.firstSample(block), blocks.samples(block), staged, at);
                    at += pitch;
                }
            }
        }

        private void tiles(int block, int channel, int channels, int firstTerm, int endTerm) {
            OutputRows output = problem.output();
            int firstRow = blocks.firstSignal(block) * geometry.outChannels() + channel;
            for (int i = 0; i < slopeRows.length; i++) {
                slopeRows[i] = output.position(firstRow + Math.min(i, channels - 1), blocks.firstSample(block));
            }
            GradientRows rows = new GradientRows(
                    blocks.endSignal(block) - blocks.firstSignal(block),
                    blocks.samples(block),
                    geometry.outChannels() * output.rowLength(),
                    pitch);
            int firstIn = firstTerm / geometry.kernelSize();
            for (int term = firstTerm; term < endTerm; ) {
                int width = GradientTiles.terms(channels, endTerm - term);
                for (int i = 0; i < width; i++) {
                    int t = Math.min(term + i, endTerm - 1);
                    int in = t / geometry.kernelSize() - firstIn;
                    inputRows[i] = Scratch.ALIGNED + in * channelPitch + offsets[t % geometry.kernelSize()];
                }
                GradientTiles.sum(g, slopeRows, staged, inputRows, rows, channels, width, lanes);
                add(channel, channels, term, Math.min(width, endTerm - term), width);
                term += width;
            }
        }

        private void add(int channel, int channels, int term, int terms, int width) {
            for (int c = 0; c < channels; c++) {
                int to = (channel + c - range.firstChannel()) * range.terms() + term - range.firstTerm();
                for (int i = 0; i < terms; i++) {
                    sums[to + i] += GradientBlocks.tree(lanes, (c * width + i) * GradientBlocks.LANES);
                }
            }
        }
    }
}
