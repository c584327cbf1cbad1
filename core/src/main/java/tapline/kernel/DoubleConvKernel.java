package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// Convolutions of float64 arrays, one output row at a time. Float64 has this one kernel: it is what gradients are
/// checked with, not what signals are served with.
public final class DoubleConvKernel {
    private static final int SAMPLES = 256;

    private DoubleConvKernel() {}

    /// Convolves each signal of a batch.
    ///
    /// @param problem the geometry, the sizes, and where the results go
    /// @param x `[batch, inChannels, length]`. *Not modified*
    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    /// @param y `[batch, outChannels, rowLength]`. *Modified* where `problem.output()` says
    public static void run(ConvProblem problem, double[] x, double[] w, double[] bias, double[] y) {
        ConvGeometry geometry = problem.geometry();
        OutputRows output = problem.output();
        double[] sums = new double[SAMPLES];
        for (int row = 0; row < problem.signals() * geometry.outChannels(); row++) {
            int channel = row % geometry.outChannels();
            int signal = row / geometry.outChannels();
            int group = channel / geometry.groupOutChannels();
            int input = (signal * geometry.inChannels() + group * geometry.groupInChannels()) * problem.length();
            double start = bias == null ? 0 : bias[channel];
            for (int sample = 0; sample < output.count(); sample += SAMPLES) {
                int samples = Math.min(SAMPLES, output.count() - sample);
                Arrays.fill(sums, start);
                sum(problem, x, input, w, channel * geometry.terms(), sample, samples, sums);
                for (int i = 0; i < samples; i++) {
                    y[output.position(row, sample + i)] = sums[i];
                }
            }
        }
    }

    private static void sum(
            ConvProblem problem,
            double[] x,
            int input,
            double[] w,
            int kernel,
            int sample,
            int samples,
            double[] sums) {
        ConvGeometry geometry = problem.geometry();
        int terms = geometry.terms();
        double[] window = new double[samples];
        double[] blockSums = new double[samples];
        for (int block = 0; block < SummationOrder.blocks(terms); block++) {
            double[] into = block == 0 ? sums : blockSums;
            for (int term = SummationOrder.start(block, terms); term < SummationOrder.start(block + 1, terms); term++) {
                int row = input + term / geometry.kernelSize() * problem.length();
                int start = geometry.windowStart(sample) + term % geometry.kernelSize() * geometry.dilation();
                Windows.copy(
                        x, row, problem.length(), start, geometry.stride(), geometry.paddingMode(), window, samples);
                double weight = w[kernel + term];
                for (int i = 0; i < samples; i++) {
                    into[i] = Math.fma(weight, window[i], into[i]);
                }
            }
            if (block > 0) {
                for (int i = 0; i < samples; i++) {
                    sums[i] += blockSums[i];
                }
                Arrays.fill(blockSums, 0);
            }
        }
    }
}
