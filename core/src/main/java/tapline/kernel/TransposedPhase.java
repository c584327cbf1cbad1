package tapline.kernel;

import java.util.ArrayList;
import java.util.List;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.PaddingMode;

/// The part of a transposed convolution that makes every `stride`-th output sample: a plain convolution of the input
/// with a part of the taps.
///
/// With `u = t + padding`, output sample `t` is the sum over the taps `k` for which `u - k * dilation` is a
/// multiple of
/// `stride`, of `w[k] * x[(u - k * dilation) / stride]`. Which taps these are depends on `u mod stride` alone: they
/// are
/// `stride / g` apart, and the inputs that they meet `dilation / g`, where `g` is the greatest common divisor.
///
/// @param taps how many taps this phase has; 0 where the kernel leaves holes
/// @param firstTap the lowest of them
/// @param tapStep from one to the next
/// @param geometry the plain convolution, its taps in the order of the input; null without taps
/// @param output where its results go
record TransposedPhase(int taps, int firstTap, int tapStep, ConvGeometry geometry, OutputRows output) {

    /// The phases of `geometry` for an input of `length` samples, those without an output left out.
    static List<TransposedPhase> of(ConvTransposeGeometry geometry, int length) {
        List<TransposedPhase> phases = new ArrayList<>();
        int outputLength = geometry.outputLength(length);
        for (int residue = 0; residue < geometry.stride(); residue++) {
            int window = Math.ceilDiv(geometry.padding() - residue, geometry.stride());
            long first = residue + (long) window * geometry.stride() - geometry.padding();
            if (first < outputLength) {
                int count = (int) Math.ceilDiv(outputLength - first, geometry.stride());
                phases.add(of(
                        geometry,
                        residue,
                        window,
                        new OutputRows(outputLength, (int) first, geometry.stride(), count)));
            }
        }
        return phases;
    }

    /// @param window the first output's number: its `u` is `residue + window * stride`
    private static TransposedPhase of(ConvTransposeGeometry geometry, int residue, int window, OutputRows output) {
        int stride = geometry.stride();
        int divisor = gcd(stride, geometry.dilation());
        int tapStep = stride / divisor;
        int firstTap = 0;
        while (firstTap < tapStep && (long) firstTap * geometry.dilation() % stride != residue) {
            firstTap++;
        }
        if (firstTap == tapStep || firstTap >= geometry.kernelSize()) {
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

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// The plain convolution's weights, `[outChannels, inChannels / groups, taps]`.
    ///
    /// @param w the transposed convolution's, `[inChannels, outChannels / groups, kernelSize]`. *Not modified*
    float[] weights(ConvTransposeGeometry transposed, float[] w) {
        float[] weights = new float[transposed.outChannels() * transposed.groupInChannels() * taps];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = w[weightIndex(transposed, i)];
        }
        return weights;
    }

    /// The same for float64.
    double[] weights(ConvTransposeGeometry transposed, double[] w) {
        double[] weights = new double[transposed.outChannels() * transposed.groupInChannels() * taps];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = w[weightIndex(transposed, i)];
        }
        return weights;
    }

    /// Where weight `index` of the plain convolution is in the transposed one: taps descend as input positions
    /// ascend.
    private int weightIndex(ConvTransposeGeometry transposed, int index) {
        int ins = transposed.groupInChannels();
        int outs = transposed.groupOutChannels();
        int tap = firstTap + (taps - 1 - index % taps) * tapStep;
        int in = index / taps % ins;
        int out = index / taps / ins;
        int group = out / outs;
        return ((group * ins + in) * outs + out % outs) * transposed.kernelSize() + tap;
    }
}
