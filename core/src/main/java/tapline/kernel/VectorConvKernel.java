package tapline.kernel;

import tapline.shape.ConvGeometry;

/// Kernels of the JDK's Vector API.
public final class VectorConvKernel implements ConvKernel {
    private final ConvKernel scalar = new ScalarConvKernel();

    @Override
    public String name() {
        return "vector-" + VectorSpeed.SPECIES.vectorBitSize();
    }

    @Override
    public void run(ConvProblem problem, float[] x, float[] w, float[] bias, float[] y) {
        ConvGeometry geometry = problem.geometry();
        if (geometry.groupOutChannels() < 4) {
            if (RowConv.fits(problem)) {
                rows(problem, x, w, bias, y);
            } else {
                scalar.run(problem, x, w, bias, y);
            }
            return;
        }
        PackedWeights weights = PackedWeights.of(geometry, w, bias);
        PanelConv conv = new PanelConv(problem, x, weights, y);
        for (int signal = 0; signal < problem.batch(); signal++) {
            for (int group = 0; group < geometry.groups(); group++) {
                conv.run(signal, group, 0, PanelConv.tiles(problem));
            }
        }
    }

    private void rows(ConvProblem problem, float[] x, float[] w, float[] bias, float[] y) {
        int first = RowConv.first(problem);
        int end = first + RowConv.interior(problem);
        scalar.run(problem.part(0, first), x, w, bias, y);
        scalar.run(problem.part(end, problem.output().count()), x, w, bias, y);
        RowConv conv = new RowConv(problem, x, w, bias, y);
        for (int row = 0; row < problem.batch() * problem.geometry().outChannels(); row++) {
            conv.run(row);
        }
    }
}
