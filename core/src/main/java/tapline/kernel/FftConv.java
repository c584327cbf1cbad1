package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;
import tapline.shape.FftPlan;

/// Convolutions of float32 arrays by Fourier transforms (overlap-save): for long kernels. Not a [ConvKernel], since
/// it cannot keep the bit contract; [tapline.shape.ConvAlgorithm#FFT] states its error bound.
///
/// Its sums have a fixed order too: the same call gives the same bits, and a signal the same in any batch.
///
/// A block of outputs that are not all finite numbers (a NaN or an infinity within its window, or numbers so large
/// that a sum overflowed) is computed again by the direct kernel, since a transform spreads them over the whole
/// block.
///
/// Scratch, in floats, whatever the signal's length: the spectra of kernels, at most [#KERNELS] or those of one
/// output channel, `blockSize * inChannels / groups`; those of inputs, at most [#INPUTS] or those of one block;
/// those of outputs, for as many blocks of four channels, or for as many signals as are transformed together; and
/// for the transform, which is kept for the next call, at most 2^22 or `2 * blockSize`.
///
/// Thread-safe.
public final class FftConv {
    private static final int KERNELS = 1 << 24;
    private static final int INPUTS = 1 << 21;
    /// Blocks at a time: enough for long loops, few enough for the cache.
    private static final int SIGNALS = 16;

    private final ConvKernel direct;

    /// @param direct computes blocks that are not finite
    public FftConv(ConvKernel direct) {
        this.direct = direct;
    }

    /// Convolves each signal of a batch; arguments as in [ConvKernel#run].
    ///
    /// @param x `[batch, inChannels, length]`. *Not modified*
    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    /// @param y `[batch, outChannels, rowLength]`. *Modified* where `problem.output()` says
    public void run(ConvProblem problem, float[] x, float[] w, float[] bias, float[] y) {
        if (problem.signals() > 0) {
            new Run(problem, x, w, bias, y).all();
        }
    }

    /// One call's arrays and scratch.
    private final class Run {
        private final ConvProblem problem;
        private final ConvGeometry geometry;
        private final float[] x;
        private final float[] w;
        private final float[] bias;
        private final float[] y;
        private final FftBlocks blocks;
        private final int inputs;
        private final int bins;
        private final int tile;
        private final int panel;
        private final RealFft fft;
        private final float[] window;
        private final boolean[] spoilt;

        Run(ConvProblem problem, float[] x, float[] w, float[] bias, float[] y) {
            this.problem = problem;
            this.geometry = problem.geometry();
            this.x = x;
            this.w = w;
            this.bias = bias;
            this.y = y;
            FftPlan plan = FftPlan.of(geometry, problem.output().count());
            blocks = new FftBlocks(problem, plan);
            inputs = geometry.groupInChannels() * plan.inputPhases();
            bins = plan.blockSize() / 2;
            tile = tile((long) inputs * plan.blockSize());
            int tileGroups = Math.ceilDiv(tile, geometry.groupOutChannels());
            long block = Math.max(1, (long) tileGroups * inputs) * plan.blockSize();
            fft = RealFftSize.of(plan.blockSize()).fft();
            int most = Math.clamp(INPUTS / block, 1, Math.max(SIGNALS, fft.lanes()));
            panel = Math.ceilDiv(blocks.count(), Math.ceilDiv(blocks.count(), most));
            window = new float[plan.blockSize()];
            spoilt = new boolean[blocks.count()];
        }

        /// How many output channels are computed together: whole groups, or a part of one.
        private int tile(long floatsPerChannel) {
            int outs = geometry.groupOutChannels();
            int most = Math.clamp(KERNELS / Math.max(1, floatsPerChannel), 1, geometry.outChannels());
            return most < outs ? most : most / outs * outs;
        }

        void all() {
            int outs = geometry.groupOutChannels();
            int first = 0;
            while (first < geometry.outChannels()) {
                int end = tile < outs ? (first / outs + 1) * outs : geometry.outChannels();
                int channels = Math.min(tile, end - first);
                channels(first, channels);
                first += channels;
            }
            for (int block = 0; block < blocks.count(); block++) {
                if (spoilt[block]) {
                    blocks.direct(direct, block, x, w, bias, y);
                }
            }
            RealFftSize.of(2 * bins).giveBack(fft);
        }

        private void channels(int first, int channels) {
            Spectrum[] kernels = Spectrum.zeros(channels * inputs, bins);
            forward(kernels, (i, samples) -> blocks.kernel(w, first + i / inputs, i % inputs, samples));
            int outs = geometry.groupOutChannels();
            int firstGroup = first / outs;
            int groups = (first + channels - 1) / outs - firstGroup + 1;
            Spectrum[] signals = Spectrum.zeros(groups * inputs * panel, bins);
            int rows = Math.clamp(Math.ceilDiv(fft.lanes(), panel), Math.min(4, channels), channels);
            Spectrum[] sums = Spectrum.zeros(rows * panel, bins);
            for (int block = 0; block < blocks.count(); block += panel) {
                int start = block;
                int count = Math.min(panel, blocks.count() - block);
                Spectrum[] present = Arrays.copyOf(signals, groups * inputs * count);
                forward(present, (i, samples) -> {
                    int group = firstGroup + i / count / inputs;
                    blocks.input(x, start + i % count, group, i / count % inputs, samples);
                });
                for (int channel = first; channel < first + channels; channel += rows) {
                    int some = Math.min(rows, first + channels - channel);
                    multiply(sums, some, count, present, kernels, channel, first);
                    inverse(sums, some, count, channel, start);
                }
            }
        }

        /// Sums `[some][count]` of products of inputs `[groups][inputs][count]` and kernels `[channels][inputs]`.
        private void multiply(
                Spectrum[] sums, int some, int count, Spectrum[] signals, Spectrum[] kernels, int channel, int first) {
            for (int i = 0; i < some * count; i++) {
                sums[i].clear();
            }
            int outs = geometry.groupOutChannels();
            for (int input = 0; input < inputs; input += 2) {
                for (int block = 0; block < count; block++) {
                    for (int c = 0; c < some; c++) {
                        int kernel = (channel - first + c) * inputs + input;
                        int group = (channel + c) / outs - first / outs;
                        int signal = (group * inputs + input) * count + block;
                        if (input + 1 < inputs) {
                            sums[c * count + block].addTwoProducts(
                                    signals[signal], signals[signal + count], kernels[kernel], kernels[kernel + 1]);
                        } else {
                            sums[c * count + block].addProduct(signals[signal], kernels[kernel]);
                        }
                    }
                }
            }
        }

        private void forward(Spectrum[] spectra, Source source) {
            for (int first = 0; first < spectra.length; first += fft.lanes()) {
                int count = Math.min(fft.lanes(), spectra.length - first);
                for (int lane = 0; lane < count; lane++) {
                    source.read(first + lane, window);
                    fft.samples(lane, window);
                }
                fft.forward(count);
                for (int lane = 0; lane < count; lane++) {
                    fft.readValues(lane, spectra[first + lane]);
                }
            }
        }

        private void inverse(Spectrum[] sums, int some, int blockCount, int channel, int block) {
            for (int first = 0; first < some * blockCount; first += fft.lanes()) {
                int count = Math.min(fft.lanes(), some * blockCount - first);
                for (int lane = 0; lane < count; lane++) {
                    fft.values(lane, sums[first + lane]);
                }
                fft.inverse(count);
                for (int lane = 0; lane < count; lane++) {
                    fft.readSamples(lane, window);
                    int c = channel + (first + lane) / blockCount;
                    int b = block + (first + lane) % blockCount;
                    spoilt[b] |= !blocks.write(window, b, c, bias == null ? 0 : bias[c], y);
                }
            }
        }
    }

    /// Where the signals of a forward transform come from.
    private interface Source {
        /// @param samples *Modified* everywhere
        void read(int index, float[] samples);
    }
}
