package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// The gradient of a convolution's weight in float64: one chain of fused multiply-adds for each element, signal
/// after signal, by output sample ascending.
public final class DoubleWeightGradient {
    private DoubleWeightGradient() {}

    /// As [WeightGradientKernel#run], of doubles.
    public static void run(ConvProblem problem, double[] x, double[] g, double[] dw) {
        ConvGeometry geometry = problem.geometry();
        int count = problem.output().count();
        double[] window = new double[count];
        Arrays.fill(dw, 0);
        for (int signal = problem.firstSignal(); signal < problem.endSignal(); signal++) {
            for (int i = 0; i < dw.length; i++) {
                int out = i / geometry.terms();
                int term = i % geometry.terms();
                int in = out / geometry.groupOutChannels() * geometry.groupInChannels() + term / geometry.kernelSize();
                int row = (signal * geometry.inChannels() + in) * problem.length();
                int start = geometry.windowStart(0) + term % geometry.kernelSize() * geometry.dilation();
                Windows.copy(x, row, problem.length(), start, geometry.stride(), geometry.paddingMode(), window, count);
                int at = problem.output().position(signal * geometry.outChannels() + out, 0);
                double sum = dw[i];
                for (int l = 0; l < count; l++) {
                    sum = Math.fma(g[at + l], window[l], sum);
                }
                dw[i] = sum;
            }
        }
    }
}
