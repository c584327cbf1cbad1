package tapline.kernel;

import java.util.ArrayList;
import java.util.List;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.PaddingMode;

/// The part of a transposed convolution that makes every `stride`-th output sample: a plain convolution of the
/// input with a part of the taps.
///
/// With `u = t + padding`, output sample `t` is the sum, over the taps `k` for which `u - k * dilation` is a
/// multiple of `stride`, of `w[k] * x[(u - k * dilation) / stride]`. Which taps these are depends on `u mod stride`
/// alone: they are `stride / g` apart, and the inputs that they meet `dilation / g`, where `g` is the greatest
/// common divisor.
///
/// @param taps how many taps this phase has; 0 where the kernel leaves holes
/// @param firstTap the lowest of them
/// @param tapStep from one to the next
/// @param geometry the plain convolution, its taps in the order of the input; null without taps
/// @param output where its results go
public record TransposedPhase(int taps, int firstTap, int tapStep, ConvGeometry geometry, OutputRows output) {

    /// The phases of `geometry` for an output of `outputLength` samples: one for each of the first `stride` output
    /// samples, which is the first of its phase.
    public static List<TransposedPhase> of(ConvTransposeGeometry geometry, int outputLength) {
        int stride = geometry.stride();
        List<TransposedPhase> phases = new ArrayList<>();
        for (int first = 0; first < Math.min(stride, outputLength); first++) {
            int count = Math.ceilDiv(outputLength - first, stride);
            phases.add(of(geometry, new OutputRows(outputLength, first, stride, count)));
        }
        return phases;
    }

    private static TransposedPhase of(ConvTransposeGeometry geometry, OutputRows output) {
        int stride = geometry.stride();
        int residue = (int) (((long) output.first() + geometry.padding()) % stride);
        int window = (int) (((long) output.first() + geometry.padding()) / stride);
        int divisor = gcd(stride, geometry.dilation());
        int tapStep = stride / divisor;
        int candidates = Math.min(tapStep, geometry.kernelSize());
        int firstTap = 0;
        while (firstTap < candidates && (long) firstTap * geometry.dilation() % stride != residue) {
            firstTap++;
        }
        if (firstTap == candidates) {
            return new TransposedPhase(0, firstTap, tapStep, null, output);
        }
        int taps = Math.ceilDiv(geometry.kernelSize() - firstTap, tapStep);
        int dilation = geometry.dilation() / divisor;
        int delay = (int) (((long) firstTap * geometry.dilation() - residue) / stride);
        int start = window - delay - (taps - 1) * dilation;
        ConvGeometry plain = new ConvGeometry(
                geometry.inChannels(),
                geometry.outChannels(),
                taps,
                1,
                dilation,
                geometry.groups(),
                -start,
                0,
                PaddingMode.ZEROS);
        return new TransposedPhase(taps, firstTap, tapStep, plain, output);
    }

    static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// The plain convolution's weights, `[outChannels, inChannels / groups, taps]`: taps descend as input positions
    /// ascend.
    ///
    /// @param w the transposed convolution's, `[inChannels, outChannels / groups, kernelSize]`. *Not modified*
    public float[] weights(ConvTransposeGeometry transposed, float[] w) {
        float[] weights = new float[weightCount(transposed)];
        copyWeights(transposed, w, weights);
        return weights;
    }

    int weightCount(ConvTransposeGeometry transposed) {
        return transposed.outChannels() * transposed.groupInChannels() * taps;
    }

    /// The same into an array that is there.
    ///
    /// @param weights of at least [#weightCount] elements. *Modified*
    void copyWeights(ConvTransposeGeometry transposed, float[] w, float[] weights) {
        forEachRow(transposed, (to, from) -> {
            for (int i = 0; i < taps; i++) {
                weights[to + i] = w[from - i * tapStep];
            }
        });
    }

    /// The same for float64.
    double[] weights(ConvTransposeGeometry transposed, double[] w) {
        double[] weights = new double[weightCount(transposed)];
        forEachRow(transposed, (to, from) -> {
            for (int i = 0; i < taps; i++) {
                weights[to + i] = w[from - i * tapStep];
            }
        });
        return weights;
    }

    /// The taps of one output and one input channel.
    private interface Row {
        /// @param to where the first is in the plain convolution's weights
        /// @param from where it is in the transposed one's
        void copy(int to, int from);
    }

    private void forEachRow(ConvTransposeGeometry transposed, Row row) {
        int ins = transposed.groupInChannels();
        int outs = transposed.groupOutChannels();
        int lastTap = firstTap + (taps - 1) * tapStep;
        for (int out = 0; out < transposed.outChannels(); out++) {
            int first = out / outs * ins;
            for (int in = 0; in < ins; in++) {
                row.copy(
                        (out * ins + in) * taps,
                        ((first + in) * outs + out % outs) * transposed.kernelSize() + lastTap);
            }
        }
    }
}
