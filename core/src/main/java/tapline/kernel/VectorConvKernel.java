package tapline.kernel;

import tapline.shape.ConvGeometry;

/// Kernels of the JDK's Vector API: panels for several output channels in a group, rows for few.
public final class VectorConvKernel implements ConvKernel {
    /// From so many output channels in a group on, packing pays.
    private static final int PANEL_CHANNELS = 4;

    private final ConvKernel scalar = new ScalarConvKernel();

    @Override
    public String name() {
        return "vector-" + Vectors.SPECIES.vectorBitSize();
    }

    @Override
    public void run(ConvProblem problem, float[] x, float[] w, float[] bias, float[] y) {
        ConvGeometry geometry = problem.geometry();
        if (problem.output().count() < Vectors.SPECIES.length()) {
            scalar.run(problem, x, w, bias, y);
        } else if (geometry.groupOutChannels() >= PANEL_CHANNELS) {
            Scratch scratch = Scratch.take();
            new PanelConv(problem, x, PackedWeights.of(geometry, w, bias, scratch), y, scratch).run();
            scratch.putBack();
        } else if (geometry.stride() == 1 && problem.output().step() == 1) {
            Scratch scratch = Scratch.take();
            new RowConv(problem, x, w, bias, y, scratch).run();
            scratch.putBack();
        } else {
            scalar.run(problem, x, w, bias, y);
        }
    }
}
