package tapline.kernel;

import tapline.shape.ConvGeometry;

/// Convolutions with few output channels in a group, such as depthwise ones, by vectors along the samples: inputs are
/// read where they are, unaligned, and nothing is copied.
///
/// That needs windows inside the signal and stride 1. Outputs whose windows reach into the padding are computed by the
/// scalar kernel; there are few of them. The last vectors overlap those before them instead of being shorter: what is
/// computed twice has the same bits.
final class RowConv {
    private static final int V = VectorSpeed.SPECIES.length();

    private final ConvProblem problem;
    private final ConvGeometry geometry;
    private final float[] x;
    private final float[] w;
    private final float[] bias;
    private final float[] y;
    private final int[] offsets;

    RowConv(ConvProblem problem, float[] x, float[] w, float[] bias, float[] y) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.x = x;
        this.w = w;
        this.bias = bias;
        this.y = y;
        offsets = new int[geometry.terms()];
        for (int t = 0; t < offsets.length; t++) {
            offsets[t] = t / geometry.kernelSize() * problem.length() + t % geometry.kernelSize() * geometry.dilation();
        }
    }

    /// Whether this is a problem that it can do.
    static boolean fits(ConvProblem problem) {
        return problem.geometry().stride() == 1 && problem.output().step() == 1 && interior(problem) >= V;
    }

    /// The first output whose window is inside the signal.
    static int first(ConvProblem problem) {
        return Math.clamp(problem.geometry().padLeft(), 0, problem.output().count());
    }

    /// How many outputs have their window inside the signal.
    static int interior(ConvProblem problem) {
        ConvGeometry geometry = problem.geometry();
        long end = (long) problem.length() - geometry.receptiveField() + 1 + geometry.padLeft();
        return Math.clamp(end - first(problem), 0, problem.output().count() - first(problem));
    }

    /// Computes the interior of one row of outputs.
    void run(int row) {
        int channel = row % geometry.outChannels();
        int signal = row / geometry.outChannels();
        int group = channel / geometry.groupOutChannels();
        int first = first(problem);
        int count = interior(problem);
        int p = (signal * geometry.inChannels() + group * geometry.groupInChannels()) * problem.length()
                + geometry.windowStart(first);
        int o = problem.output().position(row, first);
        int q = channel * geometry.terms();
        float start = bias == null ? 0 : bias[channel];
        int terms = geometry.terms();
        if (SummationOrder.blocks(terms) == 1) {
            block(p, q, 0, terms, start, y, o, count);
            return;
        }
        float[] sums = new float[count];
        for (int block = 0; block < SummationOrder.blocks(terms); block++) {
            int from = SummationOrder.start(block, terms);
            int to = SummationOrder.start(block + 1, terms);
            block(p, q, from, to, block == 0 ? start : 0, block == 0 ? y : sums, block == 0 ? o : 0, count);
            if (block > 0) {
                for (int i = 0; i < count; i++) {
                    y[o + i] += sums[i];
                }
            }
        }
    }

    private void block(int p, int q, int from, int to, float start, float[] out, int o, int count) {
        int wide = count / Rows.WIDTH * Rows.WIDTH;
        Rows.wide(x, p, offsets, w, q, from, to, start, out, o, wide);
        int rest = count - wide;
        if (rest == 0) {
            return;
        }
        int narrow = rest / V * V;
        Rows.narrow(x, p + wide, offsets, w, q, from, to, start, out, o + wide, narrow);
        if (narrow < rest) {
            Rows.narrow(x, p + count - V, offsets, w, q, from, to, start, out, o + count - V, V);
        }
    }
}
