package tapline.shape;

/// How a convolution is computed by Fourier transforms: cut into dense convolutions of stride 1, and these into
/// blocks. It follows from the geometry and the number of outputs alone, and not from the batch, so that a signal
/// has the same results in any batch.
///
/// With `g` the greatest common divisor of stride and dilation, every `outputPhases = dilation / g`-th output is a
/// convolution of stride 1 and dilation 1 over `inputPhases = stride / g` times as many channels, each of them an
/// input at steps of the least common multiple, with every `inputPhases`-th tap. So nothing is computed that a
/// stride would throw away, and no zeros are transformed that a dilation puts between taps.
///
/// @param blockSize samples of one transform, a power of two
/// @param taps of the dense kernels: `ceil(kernelSize / inputPhases)`
/// @param inputPhases dense channels for each input channel
/// @param outputPhases dense convolutions whose outputs alternate
/// @param sampleStep input samples from one sample of a dense channel to the next: the least common multiple of
///     stride and dilation; the largest int where that is larger, since no dense channel has two samples then
/// @param blocks how many transforms cover the outputs of one phase
/// @param cost of one signal, in products of a direct convolution
public record FftPlan(
        int blockSize, int taps, int inputPhases, int outputPhases, int sampleStep, int blocks, double cost) {
    private static final int SMALLEST_BLOCK = 128;
    private static final int LARGEST_BLOCK = 1 << 26;
    /// Of a kernel that is computed this way.
    static final int MOST_TAPS = LARGEST_BLOCK / 2;

    /// Cost of a transform, for each sample and each doubling that makes its size: measured, as the next ones are,
    /// on one thread with AVX-512, both ways with vectors.
    private static final double TRANSFORM = 2;
    /// A kernel's transform in those of a signal: what is read once and written once has to come from memory.
    private static final double KERNEL = 2;
    /// Cost of a product of two spectra, for each sample of the block.
    private static final double PRODUCT = 6;

    /// The cheapest plan.
    ///
    /// @param outputs how many outputs a channel has, at least 1
    /// @throws ShapeException if the kernel has more than 2^25 taps
    public static FftPlan of(ConvGeometry geometry, int outputs) {
        int divisor = gcd(geometry.stride(), geometry.dilation());
        int inputPhases = Math.min(geometry.stride() / divisor, geometry.kernelSize());
        int outputPhases = Math.min(geometry.dilation() / divisor, outputs);
        int taps = Math.ceilDiv(geometry.kernelSize(), geometry.stride() / divisor);
        if (geometry.kernelSize() > MOST_TAPS) {
            throw new ShapeException("An FFT convolution takes kernels of at most " + MOST_TAPS
                    + " taps, but got kernel size " + geometry.kernelSize());
        }
        int phaseOutputs = Math.ceilDiv(outputs, geometry.dilation() / divisor);
        int sampleStep = (int) Math.min((long) geometry.stride() / divisor * geometry.dilation(), Integer.MAX_VALUE);
        FftPlan best = null;
        for (int size = Math.max(SMALLEST_BLOCK, 2 * Integer.highestOneBit(taps)); ; size *= 2) {
            int blocks = Math.ceilDiv(phaseOutputs, size - taps + 1);
            double cost = cost(geometry, size, inputPhases, (double) blocks * outputPhases);
            if (best == null || cost < best.cost) {
                best = new FftPlan(size, taps, inputPhases, outputPhases, sampleStep, blocks, cost);
            }
            if (blocks == 1 || size == LARGEST_BLOCK) {
                return best;
            }
        }
    }

    private static double cost(ConvGeometry geometry, int size, int inputPhases, double blocks) {
        double inputs = (double) geometry.inChannels() * inputPhases;
        double kernels = inputs * geometry.groupOutChannels();
        double transforms = KERNEL * kernels + blocks * (inputs + geometry.outChannels());
        int doublings = Integer.numberOfTrailingZeros(size);
        return size * (TRANSFORM * doublings * transforms + PRODUCT * kernels * blocks);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// How many outputs of a phase a block gives: `blockSize - taps + 1`.
    public int blockOutputs() {
        return blockSize - taps + 1;
    }
}
