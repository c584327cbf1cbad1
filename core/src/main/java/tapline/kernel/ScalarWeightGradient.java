package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// The reference: plain loops. What a term meets in a block is copied once for all output channels of its group;
/// eight lanes at a time are summed in registers. Scratch: one row of a block, and the sums in double.
public final class ScalarWeightGradient implements WeightGradientKernel {
    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void run(ConvProblem problem, WeightRange range, float[] x, float[] g, float[] dw) {
        GradientSums sums = new GradientSums(problem.geometry(), range);
        new Run(problem, range, x, g, sums).all();
        sums.write(dw);
    }

    /// One call's arrays and scratch.
    private static final class Run {
        private final ConvProblem problem;
        private final ConvGeometry geometry;
        private final GradientBlocks blocks;
        private final WeightRange range;
        private final float[] x;
        private final float[] g;
        private final GradientSums sums;
        private final float[] window;
        private final float[] lanes = new float[GradientBlocks.LANES];

        Run(ConvProblem problem, WeightRange range, float[] x, float[] g, GradientSums sums) {
            this.problem = problem;
            this.geometry = problem.geometry();
            this.blocks = GradientBlocks.of(problem);
            this.range = range;
            this.x = x;
            this.g = g;
            this.sums = sums;
            window = new float[blocks.longest() * blocks.mostSignals()];
        }

        void all() {
            for (int block = 0; block < blocks.count(); block++) {
                for (WeightRange part : range.groups(geometry)) {
                    int group = part.firstChannel() / geometry.groupOutChannels();
                    for (int term = part.firstTerm(); term < part.endTerm(); term++) {
                        window(block, group, term);
                        for (int channel = part.firstChannel(); channel < part.endChannel(); channel++) {
                            lanes(block, channel);
                            GradientBlocks.fold(lanes, 0);
                            sums.add(lanes, channel, 1, term, 1, 1);
                        }
                    }
                }
            }
        }

        private void window(int block, int group, int term) {
            int in = group * geometry.groupInChannels() + term / geometry.kernelSize();
            int start = geometry.windowStart(blocks.firstSample(block))
                    + term % geometry.kernelSize() * geometry.dilation();
            int samples = blocks.samples(block);
            int at = 0;
            for (int signal = blocks.firstSignal(block); signal < blocks.endSignal(block); signal++) {
                int row = (signal * geometry.inChannels() + in) * problem.length();
                int stride = geometry.stride();
                Windows.copy(x, row, problem.length(), start, stride, geometry.paddingMode(), window, at, samples);
                at += samples;
            }
        }

        private void lanes(int block, int channel) {
            Arrays.fill(lanes, 0);
            int whole = blocks.wholeSamples(block);
            int samples = blocks.samples(block);
            for (int s = 0; s < blocks.signals(block); s++) {
                int slopes = slopes(block, s, channel);
                addHalf(g, slopes, window, s * samples, whole, lanes, 0);
                addHalf(g, slopes, window, s * samples, whole, lanes, GradientBlocks.LANES / 2);
            }
            for (int s = 0; whole < samples && s < blocks.signals(block); s++) {
                addRest(g, slopes(block, s, channel) + whole, window, s * samples + whole, samples - whole, lanes);
            }
        }

        private int slopes(int block, int signal, int channel) {
            int row = (blocks.firstSignal(block) + signal) * geometry.outChannels() + channel;
            return problem.output().position(row, blocks.firstSample(block));
        }

        /// Eight of the lanes, from `half` on.
        private static void addHalf(float[] g, int from, float[] x, int at, int samples, float[] lanes, int half) {
            float s0 = lanes[half];
            float s1 = lanes[half + 1];
            float s2 = lanes[half + 2];
            float s3 = lanes[half + 3];
            float s4 = lanes[half + 4];
            float s5 = lanes[half + 5];
            float s6 = lanes[half + 6];
            float s7 = lanes[half + 7];
            for (int i = half; i < samples; i += GradientBlocks.LANES) {
                s0 = Math.fma(g[from + i], x[at + i], s0);
                s1 = Math.fma(g[from + i + 1], x[at + i + 1], s1);
                s2 = Math.fma(g[from + i + 2], x[at + i + 2], s2);
                s3 = Math.fma(g[from + i + 3], x[at + i + 3], s3);
                s4 = Math.fma(g[from + i + 4], x[at + i + 4], s4);
                s5 = Math.fma(g[from + i + 5], x[at + i + 5], s5);
                s6 = Math.fma(g[from + i + 6], x[at + i + 6], s6);
                s7 = Math.fma(g[from + i + 7], x[at + i + 7], s7);
            }
            lanes[half] = s0;
            lanes[half + 1] = s1;
            lanes[half + 2] = s2;
            lanes[half + 3] = s3;
            lanes[half + 4] = s4;
            lanes[half + 5] = s5;
            lanes[half + 6] = s6;
            lanes[half + 7] = s7;
        }

        /// Fewer samples than lanes; the other lanes get a term of zeros, which makes -0 a +0.
        private static void addRest(float[] g, int from, float[] x, int at, int samples, float[] lanes) {
            for (int lane = 0; lane < lanes.length; lane++) {
                lanes[lane] = lane < samples ? Math.fma(g[from + lane], x[at + lane], lanes[lane]) : lanes[lane] + 0;
            }
        }
    }
}
