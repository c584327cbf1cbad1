package tapline.kernel;

import tapline.shape.ConvGeometry;

/// Convolutions with several output channels in a group, by vectors along the samples.
///
/// For each tile of [Tiles#WIDTH] samples and each block of terms, what the terms meet is packed into a panel, aligned and
/// without gaps; each group of eight, four or one output channels then runs over it. One packed copy serves all output
/// channels, so its cost is small beside the products, and stride, dilation and padding cost nothing further.
final class PanelConv {
    private final ConvProblem problem;
    private final ConvGeometry geometry;
    private final float[] x;
    private final float[] y;
    private final PackedWeights weights;
    private final float[] panel;
    private final float[] tile = new float[8 * Tiles.WIDTH];

    PanelConv(ConvProblem problem, float[] x, PackedWeights weights, float[] y) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.x = x;
        this.weights = weights;
        this.y = y;
        panel = new float[Math.ceilDiv(geometry.terms(), SummationOrder.blocks(geometry.terms())) * Tiles.WIDTH];
    }

    /// How many tiles a row of outputs has.
    static int tiles(ConvProblem problem) {
        return Math.ceilDiv(problem.output().count(), Tiles.WIDTH);
    }

    /// Computes tiles `from` to `to` (exclusive) of one group of one signal.
    void run(int signal, int group, int from, int to) {
        int input = (signal * geometry.inChannels() + group * geometry.groupInChannels()) * problem.length();
        int firstRow = signal * geometry.outChannels() + group * geometry.groupOutChannels();
        for (int block = 0; block < SummationOrder.blocks(geometry.terms()); block++) {
            for (int t = from; t < to; t++) {
                pack(input, block, t * Tiles.WIDTH);
                channels(group, block, firstRow, t * Tiles.WIDTH);
            }
        }
    }

    private void pack(int input, int block, int sample) {
        int kernelSize = geometry.kernelSize();
        int samples = Math.min(Tiles.WIDTH, problem.output().count() - sample);
        int start = geometry.windowStart(sample);
        int first = SummationOrder.start(block, geometry.terms());
        int end = SummationOrder.start(block + 1, geometry.terms());
        int tap = first % kernelSize;
        int row = input + first / kernelSize * problem.length();
        for (int term = first; term < end; term++) {
            Windows.copy(
                    x,
                    row,
                    problem.length(),
                    start + tap * geometry.dilation(),
                    geometry.stride(),
                    geometry.paddingMode(),
                    panel,
                    (term - first) * Tiles.WIDTH,
                    samples);
            if (++tap == kernelSize) {
                tap = 0;
                row += problem.length();
            }
        }
    }

    private void channels(int group, int block, int firstRow, int sample) {
        OutputRows output = problem.output();
        boolean isDirect = block == 0 && output.step() == 1 && sample + Tiles.WIDTH <= output.count();
        int channels = geometry.groupOutChannels();
        int first = SummationOrder.start(block, geometry.terms());
        int terms = SummationOrder.start(block + 1, geometry.terms()) - first;
        float[] start = block == 0 ? weights.bias() : weights.zeros();
        for (int channel = 0; channel < channels; ) {
            int rows = PackedWeights.rows(channels - channel);
            int w = weights.position(group, channel, rows, first);
            int s = block == 0 ? group * channels + channel : 0;
            float[] out = isDirect ? y : tile;
            int o = isDirect ? output.position(firstRow + channel, sample) : 0;
            int stride = isDirect ? output.rowLength() : Tiles.WIDTH;
            switch (rows) {
                case 8 -> Tiles.eight(panel, 0, weights.values(), w, terms, start, s, out, o, stride);
                case 4 -> Tiles.four(panel, 0, weights.values(), w, terms, start, s, out, o, stride);
                default -> Tiles.one(panel, 0, weights.values(), w, terms, start, s, out, o);
            }
            if (!isDirect) {
                for (int r = 0; r < rows; r++) {
                    write(block, r, firstRow + channel + r, sample);
                }
            }
            channel += rows;
        }
    }

    private void write(int block, int row, int outputRow, int sample) {
        OutputRows output = problem.output();
        int samples = Math.min(Tiles.WIDTH, output.count() - sample);
        int position = output.position(outputRow, sample);
        if (block == 0) {
            for (int i = 0; i < samples; i++) {
                y[position + i * output.step()] = tile[row * Tiles.WIDTH + i];
            }
        } else {
            for (int i = 0; i < samples; i++) {
                y[position + i * output.step()] += tile[row * Tiles.WIDTH + i];
            }
        }
    }
}
