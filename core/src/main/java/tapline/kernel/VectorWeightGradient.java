package tapline.kernel;

import tapline.shape.ConvGeometry;

/// The gradient of a convolution's weight by the JDK's Vector API.
///
/// What the taps meet in some input channels of one block is copied to scratch, padding included, and stays in the
/// second-level cache; four output channels at a time are copied to the first-level cache and multiplied with six
/// terms at a time ([GradientTiles]), along the samples. The copies are small beside the products, and make
/// padding, stride and dilation free. Depthwise convolutions take one channel by four terms.
public final class VectorWeightGradient implements WeightGradientKernel {
    private final WeightGradientKernel scalar = new ScalarWeightGradient();

    @Override
    public String name() {
        return "vector-" + Vectors.SPECIES.vectorBitSize();
    }

    @Override
    public void run(ConvProblem problem, WeightRange range, float[] x, float[] g, float[] dw) {
        GradientBlocks blocks = GradientBlocks.of(problem);
        StagedTaps taps = StagedTaps.of(problem.geometry(), blocks.longest());
        if (!StagedBlock.fits(problem.geometry(), blocks, taps)) {
            scalar.run(problem, range, x, g, dw);
            return;
        }
        Scratch scratch = Scratch.take();
        StagedBlock staged = new StagedBlock(problem, blocks, taps, scratch);
        GradientSums sums = new GradientSums(problem.geometry(), range);
        new Run(problem.geometry(), blocks, range, x, g, staged, sums).all();
        sums.write(dw);
        scratch.putBack();
    }

    /// One call's arrays.
    private record Run(
            ConvGeometry geometry,
            GradientBlocks blocks,
            WeightRange range,
            float[] x,
            float[] g,
            StagedBlock staged,
            GradientSums sums,
            float[] lanes) {

        Run(
                ConvGeometry geometry,
                GradientBlocks blocks,
                WeightRange range,
                float[] x,
                float[] g,
                StagedBlock staged,
                GradientSums sums) {
            this(
                    geometry,
                    blocks,
                    range,
                    x,
                    g,
                    staged,
                    sums,
                    new float[GradientTiles.CHANNELS * GradientTiles.MOST_TERMS * GradientBlocks.LANES]);
        }

        void all() {
            for (int block = 0; block < blocks.count(); block++) {
                for (WeightRange part : range.groups(geometry)) {
                    group(block, part);
                }
            }
        }

        /// Output channels of one group.
        private void group(int block, WeightRange part) {
            int size = geometry.kernelSize();
            int first = part.firstChannel() / geometry.groupOutChannels() * geometry.groupInChannels();
            for (int term = part.firstTerm(); term < part.endTerm(); ) {
                int in = term / size;
                int end = (int) Math.min(part.endTerm(), (in + (long) staged.channelsAtOnce()) * size);
                staged.stageInput(x, block, first + in, Math.ceilDiv(end, size) - in);
                channels(block, new WeightRange(part.firstChannel(), part.endChannel(), term, end));
                term = end;
            }
        }

        /// Output channels of one group, with terms that have been copied.
        private void channels(int block, WeightRange part) {
            int channels;
            for (int channel = part.firstChannel(); channel < part.endChannel(); channel += channels) {
                channels = Math.min(GradientTiles.CHANNELS, part.endChannel() - channel);
                staged.stageSlopes(g, block, channel, channels);
                tiles(staged.rows(block), channel, channels, part.firstTerm(), part.endTerm());
            }
        }

        private void tiles(GradientRows slopes, int channel, int channels, int firstTerm, int endTerm) {
            int firstStaged = firstTerm / geometry.kernelSize() * geometry.kernelSize();
            int width;
            for (int term = firstTerm; term < endTerm; term += width) {
                width = GradientTiles.terms(channels, endTerm - term);
                GradientTiles.sum(staged.floats(), slopes, staged.terms(), term - firstStaged, channels, width, lanes);
                sums.add(lanes, channel, channels, term, Math.min(width, endTerm - term), width);
            }
        }
    }
}
