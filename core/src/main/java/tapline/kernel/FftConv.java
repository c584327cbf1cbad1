package tapline.kernel;

import tapline.shape.ConvGeometry;
import tapline.shape.FftPlan;

/// Convolutions of float32 arrays by Fourier transforms (overlap-save): for long kernels. Not a [ConvKernel], since
/// it cannot keep the bit contract; [tapline.shape.ConvAlgorithm#FFT] states its error bound.
///
/// Its sums have a fixed order too: the same call gives the same bits, with vectors and without, for any number of
/// threads, and a signal the same in any batch.
///
/// A block of outputs that are not all finite numbers (a NaN or an infinity within its window, or numbers so large
/// that a sum overflowed) is computed again by the direct kernel, since a transform spreads them over the whole
/// block.
///
/// Scratch ([FftScratch]) is kept from call to call: at most 2^22 floats each for spectra of kernels, of inputs and
/// of sums, and for copies of the first two, for each thread, or what one output channel and one block need where that
/// is more (which is not kept).
///
/// Thread-safe.
public final class FftConv {
    /// Floats of a part of the second-level cache.
    private static final int CACHED = 1 << 17;
    /// Blocks for each of which a kernel's spectrum is read from beyond that cache once.
    private static final int SHARING = 16;
    /// Channels whose kernels are multiplied together.
    private static final int ROWS = 4;
    /// More inputs than these are copied together.
    private static final int PACKED = 8;
    /// Of a plan's cost, below which a thread is not worth waking.
    private static final double WORTH_SPLITTING = 2_000_000;

    private final ConvKernel direct;
    private final FftLoops loops;

    /// @param direct computes blocks that are not finite
    public FftConv(ConvKernel direct) {
        this(direct, Kernels.fft());
    }

    FftConv(ConvKernel direct, FftLoops loops) {
        this.direct = direct;
        this.loops = loops;
    }

    /// Convolves each signal of a batch; arguments as in [ConvKernel#run].
    ///
    /// @param x `[batch, inChannels, length]`. *Not modified*
    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    /// @param y `[batch, outChannels, rowLength]`. *Modified* where `problem.output()` says
    public void run(ConvProblem problem, float[] x, float[] w, float[] bias, float[] y) {
        if (problem.signals() > 0) {
            FftScratch shared = FftScratch.SHARED.take();
            new Run(problem, x, w, bias, y, shared).all();
            FftScratch.SHARED.putBack(shared);
        }
    }

    /// One call's arrays and sizes.
    private final class Run {
        private final ConvGeometry geometry;
        private final float[] x;
        private final float[] w;
        private final float[] bias;
        private final float[] y;
        private final FftScratch shared;
        private final FftBlocks blocks;
        private final RealFft fft;
        private final int size;
        private final int inputs;
        private final int tile;
        private final int panel;
        private final int panels;
        private final int threads;
        private final boolean[] spoilt;
        /// The inputs of a group that has all its blocks in one panel, for its later tiles.
        private float[] present;

        Run(ConvProblem problem, float[] x, float[] w, float[] bias, float[] y, FftScratch shared) {
            this.geometry = problem.geometry();
            this.x = x;
            this.w = w;
            this.bias = bias;
            this.y = y;
            this.shared = shared;
            FftPlan plan = FftPlan.of(geometry, problem.output().count());
            blocks = new FftBlocks(problem, plan);
            size = plan.blockSize();
            fft = RealFft.of(size, loops);
            inputs = geometry.groupInChannels() * plan.inputPhases();
            int spectra = (FftScratch.LONGEST_KEPT - FftScratch.AT) / FftLoops.stride(size / 2);
            tile = tile(Math.max(1, spectra / inputs));
            int rows = Math.ceilDiv(tile, geometry.groupOutChannels()) * inputs;
            boolean isCached = (long) tile * inputs * size <= CACHED;
            int wanted = Math.max(isCached ? 1 : SHARING, CACHED / size / rows);
            int most = Math.clamp(spectra / Math.max(rows, tile), 1, wanted);
            threads = (int) Math.clamp(problem.signals() * plan.cost() / WORTH_SPLITTING, 1, Parallel.threads());
            int least = Math.ceilDiv(blocks.count(), most);
            panels = least < threads ? least : Math.min(blocks.count(), Math.ceilDiv(least, threads) * threads);
            panel = Math.ceilDiv(blocks.count(), panels);
            spoilt = new boolean[blocks.count()];
        }

        /// How many output channels are computed together: whole groups, or a part of one.
        private int tile(int most) {
            int outs = geometry.groupOutChannels();
            if (most >= outs) {
                return Math.min(most, geometry.outChannels()) / outs * outs;
            }
            int even = Math.ceilDiv(outs, Math.ceilDiv(outs, most));
            return Math.min(most, Math.ceilDiv(even, 4) * 4);
        }

        void all() {
            int outs = geometry.groupOutChannels();
            int first = 0;
            while (first < geometry.outChannels()) {
                int end = tile < outs ? (first / outs + 1) * outs : geometry.outChannels();
                Tile part = new Tile(first, Math.min(tile, end - first));
                part.run();
                first += part.channels;
            }
            for (int block = 0; block < blocks.count(); block++) {
                if (spoilt[block]) {
                    blocks.direct(direct, block, x, w, bias, y);
                }
            }
        }

        /// Some output channels: of one group, or of several whole ones.
        private final class Tile {
            private final int first;
            private final int channels;
            private final int groups;
            private final int firstGroup;
            private final float[] kernels;

            Tile(int first, int channels) {
                this.first = first;
                this.channels = channels;
                firstGroup = first / geometry.groupOutChannels();
                groups = Math.ceilDiv(channels, geometry.groupOutChannels());
                kernels = spectra(shared, FftScratch.Use.KERNELS, channels * inputs);
            }

            void run() {
                each(threads, channels * inputs, this::kernels);
                if (panels < threads || threads == 1) {
                    for (int p = 0; p < panels; p++) {
                        panel(p, shared, threads);
                    }
                    return;
                }
                Parallel.run(threads, thread -> {
                    FftScratch own = FftScratch.OWN.take();
                    for (int p = thread; p < panels; p += threads) {
                        panel(p, own, 1);
                    }
                    FftScratch.OWN.putBack(own);
                });
            }

            private void kernels(int from, int to) {
                for (int i = from; i < to; i++) {
                    int at = at(i);
                    blocks.kernel(w, first + i / inputs, i % inputs, kernels, at);
                    fft.forward(kernels, at);
                }
            }

            private void panel(int index, FftScratch scratch, int helpers) {
                int start = index * panel;
                int count = Math.min(panel, blocks.count() - start);
                if (count <= 0) {
                    return;
                }
                float[] sums = spectra(scratch, FftScratch.Use.SUMS, channels * count);
                boolean isPresent = panels == 1 && first % geometry.groupOutChannels() > 0;
                float[] signals = isPresent ? present : inputs(scratch, helpers, start, count);
                if (panels == 1) {
                    present = signals;
                }
                each(helpers, size / 2 / FftLoops.CHUNK, (from, to) -> {
                    // A thread that computes the panel alone has its scratch already.
                    FftScratch own = helpers == 1 ? scratch : FftScratch.OWN.take();
                    multiply(own, from, to, signals, count, sums);
                    if (own != scratch) {
                        FftScratch.OWN.putBack(own);
                    }
                });
                each(helpers, channels * count, (from, to) -> outputs(from, to, sums, start, count));
            }

            private float[] inputs(FftScratch scratch, int helpers, int start, int count) {
                float[] signals = spectra(scratch, FftScratch.Use.INPUTS, groups * count * inputs);
                each(helpers, groups * count * inputs, (from, to) -> inputs(from, to, signals, start, count));
                return signals;
            }

            private void inputs(int from, int to, float[] signals, int start, int count) {
                for (int i = from; i < to; i++) {
                    int row = i / inputs;
                    blocks.input(x, start + row % count, firstGroup + row / count, i % inputs, signals, at(i));
                    fft.forward(signals, at(i));
                }
            }

            /// Sums products, chunk by chunk of the values.
            private void multiply(FftScratch own, int from, int to, float[] signals, int count, float[] sums) {
                int outs = channels / groups;
                boolean isPacked = inputs > PACKED && outs >= ROWS;
                for (int chunk = from; chunk < to; chunk++) {
                    int bin = chunk * FftLoops.CHUNK;
                    for (int group = 0; group < groups; group++) {
                        int kernel = at(group * outs * inputs) + bin;
                        int signal = at(group * count * inputs) + bin;
                        int sum = at(group * outs * count) + bin;
                        if (isPacked) {
                            multiplyPacked(own, kernel, outs, signals, signal, count, sums, sum);
                        } else {
                            loops.multiply(
                                    kernels, kernel, outs, signals, signal, count, inputs, size / 2, sums, sum,
                                    size / 2);
                        }
                    }
                }
            }

            /// Where many inputs are summed, each on pages of memory of its own, their chunks are copied together
            /// first, some channels at a time.
            private void multiplyPacked(
                    FftScratch own,
                    int kernel,
                    int outs,
                    float[] signals,
                    int signal,
                    int count,
                    float[] sums,
                    int sum) {
                float[] packedSignals = pack(own, FftScratch.Use.PACKED_INPUTS, signals, signal, count * inputs);
                for (int c = 0; c < outs; c += ROWS) {
                    int channel = Math.min(c, outs - ROWS);
                    int first = kernel + channel * inputs * stride();
                    float[] packed = pack(own, FftScratch.Use.PACKED_KERNELS, kernels, first, ROWS * inputs);
                    loops.multiply(
                            packed,
                            FftScratch.AT,
                            ROWS,
                            packedSignals,
                            FftScratch.AT,
                            count,
                            inputs,
                            FftLoops.CHUNK,
                            sums,
                            sum + channel * count * stride(),
                            size / 2);
                }
            }

            private float[] pack(FftScratch own, FftScratch.Use use, float[] spectra, int from, int count) {
                int stride = FftLoops.stride(FftLoops.CHUNK);
                float[] packed = own.floats(use, count * stride);
                for (int i = 0; i < count; i++) {
                    int at = FftScratch.AT + i * stride;
                    int spectrum = from + i * stride();
                    System.arraycopy(spectra, spectrum, packed, at, FftLoops.CHUNK);
                    System.arraycopy(spectra, spectrum + size / 2, packed, at + FftLoops.CHUNK, FftLoops.CHUNK);
                }
                return packed;
            }

            private void outputs(int from, int to, float[] sums, int start, int count) {
                for (int i = from; i < to; i++) {
                    int channel = first + i / count;
                    int block = start + i % count;
                    fft.inverse(sums, at(i));
                    float b = bias == null ? 0 : bias[channel];
                    if (!blocks.write(loops, sums, at(i), block, channel, b, y)) {
                        spoilt[block] = true;
                    }
                }
            }
        }

        private float[] spectra(FftScratch scratch, FftScratch.Use use, int count) {
            return scratch.floats(use, Math.multiplyExact(count, stride()));
        }

        private int stride() {
            return FftLoops.stride(size / 2);
        }

        /// Where a spectrum begins in its array.
        private int at(int spectrum) {
            return FftScratch.AT + spectrum * stride();
        }

        /// Splits items over threads.
        private void each(int helpers, int items, Parallel.Range body) {
            Parallel.split(Math.min(helpers, items), items, body);
        }
    }
}
