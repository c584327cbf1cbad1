package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// The reference: plain loops that C2 can vectorise.
///
/// The output is computed in tiles: up to [#CHANNELS] output channels, which share the copied windows, by
/// [#SAMPLES] samples. Within a tile, four taps at a time are added to each channel's row of partial sums, so that
/// a row is read and written once for four products. Scratch: 2 * CHANNELS + 4 rows of SAMPLES floats, whatever the
/// convolution.
public final class ScalarConvKernel implements ConvKernel {
    private static final int CHANNELS = 16;
    private static final int SAMPLES = 1024;
    private static final int TAPS = 4;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void run(ConvProblem problem, float[] x, ConvWeights weights, float[] y) {
        new Run(problem, x, weights, y).all();
    }

    /// One call's arrays and scratch.
    private static final class Run {
        private final ConvProblem problem;
        private final ConvGeometry geometry;
        private final float[] x;
        private final ConvWeights weights;
        private final float[] w;
        private final float[] bias;
        private final float[] y;
        private final float[][] sums;
        private final float[][] blockSums;
        private final float[][] windows;

        Run(ConvProblem problem, float[] x, ConvWeights weights, float[] y) {
            this.problem = problem;
            this.geometry = problem.geometry();
            this.x = x;
            this.weights = weights;
            this.w = weights.values();
            this.bias = weights.bias();
            this.y = y;
            int channels = Math.min(CHANNELS, geometry.groupOutChannels());
            int samples = Math.min(SAMPLES, problem.output().count());
            sums = new float[channels][samples];
            blockSums = SummationOrder.blocks(geometry.terms()) > 1 ? new float[channels][samples] : sums;
            windows = new float[TAPS][samples];
        }

        void all() {
            int groupChannels = geometry.groupOutChannels();
            for (int signal = problem.firstSignal(); signal < problem.endSignal(); signal++) {
                for (int group = 0; group < geometry.groups(); group++) {
                    int end = problem.endChannel(group);
                    for (int channel = problem.firstChannel(group); channel < end; channel += CHANNELS) {
                        int channels = Math.min(CHANNELS, end - channel);
                        rows(signal, group, group * groupChannels + channel, channels);
                    }
                }
            }
        }

        private void rows(int signal, int group, int channel, int channels) {
            int count = problem.output().count();
            int input = (signal * geometry.inChannels() + group * geometry.groupInChannels()) * problem.length();
            for (int sample = 0; sample < count; sample += SAMPLES) {
                int samples = Math.min(SAMPLES, count - sample);
                sum(input, channel, channels, sample, samples);
                for (int c = 0; c < channels; c++) {
                    weights.activate(sums[c], 0, samples);
                    write(sums[c], signal * geometry.outChannels() + channel + c, sample, samples);
                }
            }
        }

        private void sum(int input, int channel, int channels, int sample, int samples) {
            int terms = geometry.terms();
            for (int c = 0; c < channels; c++) {
                Arrays.fill(sums[c], 0, samples, bias == null ? 0f : bias[channel + c]);
            }
            addTerms(0, sums, input, channel, channels, sample, samples);
            for (int block = 1; block < SummationOrder.blocks(terms); block++) {
                for (int c = 0; c < channels; c++) {
                    Arrays.fill(blockSums[c], 0, samples, 0f);
                }
                addTerms(block, blockSums, input, channel, channels, sample, samples);
                for (int c = 0; c < channels; c++) {
                    add(sums[c], blockSums[c], samples);
                }
            }
        }

        private void addTerms(
                int block, float[][] into, int input, int channel, int channels, int sample, int samples) {
            int terms = geometry.terms();
            int end = SummationOrder.start(block + 1, terms);
            int term = SummationOrder.start(block, terms);
            for (; term + TAPS <= end; term += TAPS) {
                for (int tap = 0; tap < TAPS; tap++) {
                    window(term + tap, input, sample, samples, windows[tap]);
                }
                for (int c = 0; c < channels; c++) {
                    fmaFour(into[c], w, (channel + c) * terms + term, windows, samples);
                }
            }
            for (; term < end; term++) {
                window(term, input, sample, samples, windows[0]);
                for (int c = 0; c < channels; c++) {
                    fma(into[c], w[(channel + c) * terms + term], windows[0], samples);
                }
            }
        }

        private void window(int term, int input, int sample, int samples, float[] window) {
            int row = input + term / geometry.kernelSize() * problem.length();
            int start = geometry.windowStart(sample) + term % geometry.kernelSize() * geometry.dilation();
            Windows.copy(
                    x, row, problem.length(), start, geometry.stride(), geometry.paddingMode(), window, 0, samples);
        }

        private void write(float[] row, int outputRow, int sample, int samples) {
            OutputRows output = problem.output();
            int position = output.position(outputRow, sample);
            if (output.step() == 1) {
                System.arraycopy(row, 0, y, position, samples);
            } else {
                for (int i = 0; i < samples; i++) {
                    y[position + i * output.step()] = row[i];
                }
            }
        }

        private static void fmaFour(float[] sums, float[] w, int first, float[][] windows, int samples) {
            float w0 = w[first];
            float w1 = w[first + 1];
            float w2 = w[first + 2];
            float w3 = w[first + 3];
            float[] x0 = windows[0];
            float[] x1 = windows[1];
            float[] x2 = windows[2];
            float[] x3 = windows[3];
            for (int i = 0; i < samples; i++) {
                sums[i] = Math.fma(w3, x3[i], Math.fma(w2, x2[i], Math.fma(w1, x1[i], Math.fma(w0, x0[i], sums[i]))));
            }
        }

        private static void fma(float[] sums, float w, float[] window, int samples) {
            for (int i = 0; i < samples; i++) {
                sums[i] = Math.fma(w, window[i], sums[i]);
            }
        }

        private static void add(float[] sums, float[] blockSums, int samples) {
            for (int i = 0; i < samples; i++) {
                sums[i] += blockSums[i];
            }
        }
    }
}
