package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// The reference: plain loops that C2 can vectorise. Scratch: two rows of a block, and the sums in double.
public final class ScalarWeightGradient implements WeightGradientKernel {
    @Override
    public void run(ConvProblem problem, float[] x, float[] g, float[] dw) {
        new Run(problem, x, g, dw).all();
    }

    private static final class Run {
        private final ConvProblem problem;
        private final ConvGeometry geometry;
        private final GradientBlocks blocks;
        private final float[] x;
        private final float[] g;
        private final float[] dw;
        private final float[] window;
        private final float[] slopes;
        private final float[] lanes = new float[GradientBlocks.LANES];

        Run(ConvProblem problem, float[] x, float[] g, float[] dw) {
            this.problem = problem;
            this.geometry = problem.geometry();
            this.blocks = new GradientBlocks(problem.signals(), problem.output().count());
            this.x = x;
            this.g = g;
            this.dw = dw;
            int row = blocks.rowLength() * Math.min(blocks.signalsPerBlock(), Math.max(1, problem.signals()));
            window = new float[row];
            slopes = new float[row];
        }

        void all() {
            double[] sums = new double[dw.length];
            for (int block = 0; block < blocks.count(); block++) {
                for (int out = 0; out < geometry.outChannels(); out++) {
                    slopes(block, out);
                    for (int term = 0; term < geometry.terms(); term++) {
                        window(block, out, term);
                        sums[out * geometry.terms() + term] += sum();
                    }
                }
            }
            for (int i = 0; i < dw.length; i++) {
                dw[i] = (float) sums[i];
            }
        }

        private void slopes(int block, int out) {
            Arrays.fill(slopes, 0);
            int at = 0;
            for (int signal = blocks.firstSignal(block); signal < blocks.endSignal(block); signal++) {
                int row = signal * geometry.outChannels() + out;
                int from = problem.output().position(row, blocks.firstSample(block));
                System.arraycopy(g, from, slopes, at, blocks.samples(block));
                at += blocks.rowLength();
            }
        }

        private void window(int block, int out, int term) {
            Arrays.fill(window, 0);
            int in = out / geometry.groupOutChannels() * geometry.groupInChannels() + term / geometry.kernelSize();
            int start = geometry.windowStart(blocks.firstSample(block))
                    + term % geometry.kernelSize() * geometry.dilation();
            int at = 0;
            for (int signal = blocks.firstSignal(block); signal < blocks.endSignal(block); signal++) {
                int row = (signal * geometry.inChannels() + in) * problem.length();
                Windows.copy(
                        x,
                        row,
                        problem.length(),
                        start,
                        geometry.stride(),
                        geometry.paddingMode(),
                        window,
                        at,
                        blocks.samples(block));
                at += blocks.rowLength();
            }
        }

        private float sum() {
            Arrays.fill(lanes, 0);
            for (int i = 0; i < window.length; i += GradientBlocks.LANES) {
                for (int j = 0; j < GradientBlocks.LANES; j++) {
                    lanes[j] = Math.fma(slopes[i + j], window[i + j], lanes[j]);
                }
            }
            return GradientBlocks.tree(lanes);
        }
    }
}
