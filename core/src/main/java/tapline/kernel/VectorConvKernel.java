package tapline.kernel;

/// Kernels of the JDK's Vector API: panels for several output channels in a group, rows for few.
public final class VectorConvKernel implements ConvKernel {
    private final ConvKernel scalar = new ScalarConvKernel();

    @Override
    public String name() {
        return "vector-" + Vectors.SPECIES.vectorBitSize();
    }

    @Override
    public void run(ConvProblem problem, float[] x, ConvWeights weights, float[] y) {
        boolean isPanel = PanelConv.fits(problem);
        if (problem.output().count() < Vectors.SPECIES.length() || !(isPanel || RowConv.fits(problem))) {
            scalar.run(problem, x, weights, y);
            return;
        }
        Scratch scratch = Scratch.take();
        if (isPanel) {
            new PanelConv(problem, x, weights, y, scratch).run();
        } else {
            new RowConv(problem, x, weights, y, scratch).run();
        }
        scratch.putBack();
    }
}
