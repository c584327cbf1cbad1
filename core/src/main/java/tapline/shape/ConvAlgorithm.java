package tapline.shape;

import java.util.Locale;

/// How a convolution is computed.
public enum ConvAlgorithm {
    /// Every output is one fixed sequence of fused multiply-adds, which gives the same bits everywhere: on any
    /// machine, for any number of threads, in a stream as in a batch. The default.
    DIRECT,

    /// By Fourier transforms of blocks (overlap-save), for long kernels: fewer operations, other bits. Float32
    /// only.
    ///
    /// The same call gives the same bits, with vectors and without, for any number of threads, and a signal the
    /// same in any batch; but other than [#DIRECT] does. With `N` the block size ([FftPlan#blockSize]), `u =
    /// 2^-24`, `C` the input channels of a group (times [FftPlan#inputPhases]), `w_c` the kernel and `x_c` the `N`
    /// input samples of channel `c` that the block of an output covers,
    ///
    /// `|error| <= (7.5 * log2(N) + 3 * C) * u * sum over c of norm2(x_c) * norm1(w_c) + u * |bias|`
    ///
    /// to first order in `u`. Two doublings of a transform multiply by a factor, which was rounded (relative error
    /// `u`, and `2 u` for the product, two operations with one fused), and add twice (`u` each), all between maps
    /// that keep the 2-norm but for a constant; where the doublings are odd, one of them costs `4 u`. So a
    /// transform of `log2(N) - 1` doublings has a relative error in the 2-norm of at most
    /// `e = (2.5 * log2(N) - 1) * u`.
    ///
    /// Errors of the two spectra that are multiplied add `2 e`, by the inequality of Cauchy and Schwarz; the
    /// products' chains of `2 C` operations in either part add `sqrt(8) * C * u`; the transform back adds `e`, and
    /// `norm1`, the largest that a value of a kernel can be; the last operation adds `u` times the result.
    ///
    /// It is relative to the loudest samples near an output, not to the output itself: next to them, a quiet
    /// passage has their error. It is a worst case: on noise, errors are less than a hundredth of it, and much like
    /// those of [#DIRECT].
    ///
    /// Numbers below the smallest normal one are lost as in any sum. A block whose outputs would not be finite
    /// numbers (NaN or infinity in its window, or an overflow) is computed as [#DIRECT] does.
    FFT,

    /// [#FFT] where [#choose] expects it to be faster, else [#DIRECT].
    AUTO;

    /// [#FFT] must be this many times cheaper: other bits have to be worth it, and without vectors it gains less.
    private static final double MARGIN = 3;

    /// What [#AUTO] stands for, and why. The rule is [#FFT] if it is 3 times cheaper, in products of a direct
    /// convolution. Direct: `outChannels * outputLength * inChannels / groups * kernelSize` for each signal. FFT:
    /// for blocks of `N` samples, `N * (2 * log2(N) * transforms + 6 * products)`, where `transforms` counts those
    /// of the kernels (twice), of the input blocks and of the output blocks, `products` those of an input's and a
    /// kernel's spectrum, and `N` is the power of two that makes it least ([FftPlan]).
    ///
    /// So long signals of one channel, and depthwise convolutions, are transformed from about 170 taps, 64
    /// channels to 64 from about 24.
    ///
    /// It depends on the geometry and the length alone: not on the batch, so that a signal has the same bits in
    /// any batch, nor on the machine.
    ///
    /// @param length of the signal, in samples
    /// @throws ShapeException if the padded signal is shorter than the kernel's window
    public static AlgorithmChoice choose(ConvGeometry geometry, int length) {
        double outputs = (double) geometry.outChannels() * geometry.outputLength(length);
        double direct = outputs * geometry.groupInChannels() * geometry.kernelSize();
        if (geometry.kernelSize() > FftPlan.MOST_TAPS) {
            return new AlgorithmChoice(DIRECT, "kernels of more than " + FftPlan.MOST_TAPS + " taps are direct");
        }
        FftPlan plan = FftPlan.of(geometry, geometry.outputLength(length));
        boolean fft = direct > MARGIN * plan.cost();
        String reason = String.format(
                Locale.ROOT,
                "direct %.3g products a signal, FFT in %d blocks of %d the cost of %.3g",
                direct,
                plan.blocks() * plan.outputPhases(),
                plan.blockSize(),
                plan.cost());
        return new AlgorithmChoice(fft ? FFT : DIRECT, reason);
    }
}
