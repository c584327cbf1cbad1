package tapline.benchmarks;

import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;
import pl.edu.icm.jlargearrays.ConcurrencyUtils;

/// JTransforms' real FFT, with what a user of it adds for long kernels: overlap-save, the kernels transformed once.
/// For stride 1, dilation 1 and one group.
final class JTransformsPeer implements Peer {
    private static final int SMALLEST = 64;
    private static final int LARGEST = 1 << 22;

    private ConvShape shape;
    private float[] padded;
    private float[] bias;
    private int size;
    private FloatFFT_1D fft;
    /// The kernels' spectra, `[outChannels, inChannels, size]`.
    private float[] kernels;
    /// One block's, `[inChannels, size]`.
    private float[] spectra;
    private float[] sum;
    private float[] output;

    @Override
    public String name() {
        return PeerLibrary.JTRANSFORMS.label();
    }

    @Override
    public void prepare(ConvData data, int threads) {
        shape = data.shape();
        ConcurrencyUtils.setNumberOfThreads(threads);
        int taps = shape.kernelSize();
        size = fastestSize(taps, shape.outputLength());
        fft = new FloatFFT_1D(size);
        bias = data.bias();
        padded = padded(data.input());
        int pairs = shape.outChannels() * shape.inChannels();
        kernels = new float[Math.multiplyExact(pairs, size)];
        for (int pair = 0; pair < pairs; pair++) {
            System.arraycopy(data.weight(), pair * taps, kernels, pair * size, taps);
            fft.realForward(kernels, pair * size);
        }
        spectra = new float[Math.multiplyExact(shape.inChannels(), size)];
        sum = new float[size];
        output = new float[shape.outputElements()];
    }

    /// The power of two with the fewest operations for an output.
    private static int fastestSize(int taps, int outputLength) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int size = SMALLEST; size <= LARGEST; size *= 2) {
            int valid = size - taps + 1;
            if (valid > 0) {
                double operations = size * Math.log(size) * Math.ceilDiv(outputLength, valid);
                if (operations < least) {
                    least = operations;
                    best = size;
                }
            }
        }
        return best;
    }

    /// The input with its padding, `[batch, inChannels, length + 2 * padding]`.
    private float[] padded(float[] input) {
        int length = shape.length();
        int pitch = length + 2 * shape.padding();
        int rows = shape.batch() * shape.inChannels();
        float[] result = new float[Math.multiplyExact(rows, pitch)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(input, row * length, result, row * pitch + shape.padding(), length);
        }
        return result;
    }

    @Override
    public void run() {
        int valid = size - shape.kernelSize() + 1;
        for (int signal = 0; signal < shape.batch(); signal++) {
            for (int start = 0; start < shape.outputLength(); start += valid) {
                block(signal, start, Math.min(valid, shape.outputLength() - start));
            }
        }
    }

    private void block(int signal, int start, int count) {
        int pitch = shape.length() + 2 * shape.padding();
        int channels = shape.inChannels();
        for (int in = 0; in < channels; in++) {
            int copied = Math.min(size, pitch - start);
            System.arraycopy(padded, (signal * channels + in) * pitch + start, spectra, in * size, copied);
            Arrays.fill(spectra, in * size + copied, (in + 1) * size, 0);
            fft.realForward(spectra, in * size);
        }
        for (int out = 0; out < shape.outChannels(); out++) {
            Arrays.fill(sum, 0);
            for (int in = 0; in < channels; in++) {
                addProducts(in * size, (out * channels + in) * size);
            }
            fft.realInverse(sum, true);
            int at = (signal * shape.outChannels() + out) * shape.outputLength() + start;
            for (int i = 0; i < count; i++) {
                output[at + i] = sum[i] + bias[out];
            }
        }
    }

    /// Adds a spectrum times a kernel's conjugate, since the kernel isn't reversed. The first two numbers are the
    /// real ones of the lowest and of the highest frequency.
    private void addProducts(int x, int w) {
        sum[0] += spectra[x] * kernels[w];
        sum[1] += spectra[x + 1] * kernels[w + 1];
        for (int i = 2; i < size; i += 2) {
            float a = spectra[x + i];
            float b = spectra[x + i + 1];
            float c = kernels[w + i];
            float d = kernels[w + i + 1];
            sum[i] += a * c + b * d;
            sum[i + 1] += b * c - a * d;
        }
    }

    @Override
    public float[] result() {
        run();
        return output.clone();
    }

    @Override
    public void close() {
        kernels = null;
    }
}
