package tapline.kernel;

import tapline.shape.ConvTransposeGeometry;

/// One transposed convolution to compute, but for its numbers: phase by phase, each of them a plain convolution
/// that writes every `stride`-th output sample. So every plain kernel computes transposed convolutions too, and
/// none of the zeros is multiplied that the stride would put between samples.
///
/// @param geometry of the transposed convolution
/// @param batch how many signals
/// @param length samples of each
/// @param outputLength samples of each result: what the geometry makes of `length`, or, for the gradient of a
///     strided convolution, the length that its input had
public record TransposedConv(ConvTransposeGeometry geometry, int batch, int length, int outputLength) {
    /// Weights in the order of a phase, kept from call to call: a new array costs a pass of zeros over it.
    private static final Spares<float[]> KEPT = new Spares<>(() -> new float[0]);

    /// Longer arrays are not kept: 16 MiB.
    private static final int LONGEST_KEPT = 1 << 22;

    /// Computes it in float32.
    ///
    /// @param kernel computes the phases
    /// @param x `[batch, inChannels, length]`. *Not modified*
    /// @param w `[inChannels, outChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    /// @param y `[batch, outChannels, outputLength]`. *Modified* everywhere
    public void run(ConvKernel kernel, float[] x, float[] w, float[] bias, float[] y) {
        float[] weights = KEPT.take();
        for (TransposedPhase phase : TransposedPhase.of(geometry, outputLength)) {
            if (phase.taps() > 0) {
                int count = phase.weightCount(geometry);
                weights = weights.length < count ? new float[count] : weights;
                phase.copyWeights(geometry, w, weights);
                kernel.run(problem(phase), x, weights, bias, y);
            } else {
                for (int row = 0; row < batch * geometry.outChannels(); row++) {
                    fill(phase.output(), row, bias == null ? 0 : bias[row % bias.length], y);
                }
            }
        }
        if (weights.length <= LONGEST_KEPT) {
            KEPT.putBack(weights);
        }
    }

    /// Computes it in float64, of the same arrays.
    public void run(double[] x, double[] w, double[] bias, double[] y) {
        for (TransposedPhase phase : TransposedPhase.of(geometry, outputLength)) {
            if (phase.taps() > 0) {
                DoubleConvKernel.run(problem(phase), x, phase.weights(geometry, w), bias, y);
            } else {
                for (int row = 0; row < batch * geometry.outChannels(); row++) {
                    fill(phase.output(), row, bias == null ? 0 : bias[row % bias.length], y);
                }
            }
        }
    }

    /// What a row gets from a phase without taps: the bias alone.
    private static void fill(OutputRows output, int row, float bias, float[] y) {
        for (int i = 0; i < output.count(); i++) {
            y[output.position(row, i)] = bias;
        }
    }

    private static void fill(OutputRows output, int row, double bias, double[] y) {
        for (int i = 0; i < output.count(); i++) {
            y[output.position(row, i)] = bias;
        }
    }

    private ConvProblem problem(TransposedPhase phase) {
        return new ConvProblem(phase.geometry(), batch, length, phase.output());
    }
}
