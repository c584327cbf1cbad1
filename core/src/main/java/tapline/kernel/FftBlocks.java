package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;
import tapline.shape.FftPlan;

/// Where the blocks of an FFT convolution begin and end in the arrays of the caller. Block `i` is one of the blocks
/// of one output phase of one signal. Immutable and thread-safe.
final class FftBlocks {
    private final ConvProblem problem;
    private final ConvGeometry geometry;
    private final FftPlan plan;

    FftBlocks(ConvProblem problem, FftPlan plan) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.plan = plan;
    }

    /// How many there are in the whole batch.
    int count() {
        return Math.multiplyExact(problem.signals() * plan.outputPhases(), plan.blocks());
    }

    private int signal(int block) {
        return block / plan.blocks() / plan.outputPhases();
    }

    /// The first output of a block; each next one is `dilation / gcd(stride, dilation)` further.
    private long firstOutput(int block) {
        int phase = block / plan.blocks() % plan.outputPhases();
        return (long) (block % plan.blocks()) * plan.blockOutputs() * plan.outputPhases() + phase;
    }

    /// How many outputs a block has; less than a block holds at the end of a signal, where it can be none.
    private int outputs(int block) {
        long left = problem.output().count() - firstOutput(block);
        return (int) Math.clamp(Math.ceilDiv(left, plan.outputPhases()), 0L, plan.blockOutputs());
    }

    /// The taps of a dense kernel, from the last to the first, then zeros.
    ///
    /// @param w all weights. *Not modified*
    /// @param input which of the dense channels of a group
    /// @param samples `[blockSize]`. *Modified* everywhere
    void kernel(float[] w, int channel, int input, float[] samples) {
        int phase = input % plan.inputPhases();
        int row = (channel * geometry.groupInChannels() + input / plan.inputPhases()) * geometry.kernelSize();
        Arrays.fill(samples, 0);
        for (int tap = 0; tap < taps(phase); tap++) {
            samples[plan.taps() - 1 - tap] = w[row + tap * plan.inputPhases() + phase];
        }
    }

    private int taps(int phase) {
        return Math.ceilDiv(geometry.kernelSize() - phase, plan.inputPhases());
    }

    /// What a dense kernel meets in a block, then zeros.
    ///
    /// @param x all signals. *Not modified*
    /// @param input which of the dense channels of the group
    /// @param samples `[blockSize]`. *Modified* everywhere
    void input(float[] x, int block, int group, int input, float[] samples) {
        int outputs = outputs(block);
        int phase = input % plan.inputPhases();
        int count = outputs == 0 ? 0 : outputs + taps(phase) - 1;
        Arrays.fill(samples, count, samples.length, 0);
        if (count > 0) {
            int channel = group * geometry.groupInChannels() + input / plan.inputPhases();
            int row = (signal(block) * geometry.inChannels() + channel) * problem.length();
            int start = geometry.windowStart((int) firstOutput(block)) + phase * geometry.dilation();
            Windows.copy(x, row, problem.length(), start, plan.sampleStep(), geometry.paddingMode(), samples, 0, count);
        }
    }

    /// Writes a block's outputs of one channel.
    ///
    /// @param samples `[blockSize]`, times half of its size. *Not modified*
    /// @param y all outputs. *Modified* at the block's
    /// @return whether all of them are finite numbers
    boolean write(float[] samples, int block, int channel, float bias, float[] y) {
        OutputRows output = problem.output();
        int outputs = outputs(block);
        if (outputs == 0) {
            return true;
        }
        int first = plan.taps() - 1;
        int step = plan.outputPhases() * output.step();
        int position = output.position(signal(block) * geometry.outChannels() + channel, (int) firstOutput(block));
        float scale = 2f / plan.blockSize();
        // Zero times a number is zero; times anything else it is NaN. Four sums, since one would wait for itself.
        float probe0 = 0;
        float probe1 = 0;
        float probe2 = 0;
        float probe3 = 0;
        int i = 0;
        for (; i + 3 < outputs; i += 4) {
            float sample0 = samples[first + i];
            float sample1 = samples[first + i + 1];
            float sample2 = samples[first + i + 2];
            float sample3 = samples[first + i + 3];
            probe0 += sample0 * 0;
            probe1 += sample1 * 0;
            probe2 += sample2 * 0;
            probe3 += sample3 * 0;
            y[position + i * step] = Math.fma(sample0, scale, bias);
            y[position + (i + 1) * step] = Math.fma(sample1, scale, bias);
            y[position + (i + 2) * step] = Math.fma(sample2, scale, bias);
            y[position + (i + 3) * step] = Math.fma(sample3, scale, bias);
        }
        for (; i < outputs; i++) {
            probe0 += samples[first + i] * 0;
            y[position + i * step] = Math.fma(samples[first + i], scale, bias);
        }
        return probe0 + probe1 + probe2 + probe3 == 0;
    }

    /// Computes all channels of a block directly.
    ///
    /// @param x all signals. *Not modified*
    /// @param y all outputs. *Modified* at the block's
    void direct(ConvKernel kernel, int block, float[] x, float[] w, float[] bias, float[] y) {
        OutputRows output = problem.output();
        int first = (int) firstOutput(block);
        ConvGeometry part = new ConvGeometry(
                geometry.inChannels(),
                geometry.outChannels(),
                geometry.kernelSize(),
                plan.sampleStep(),
                geometry.dilation(),
                geometry.groups(),
                -geometry.windowStart(first),
                0,
                geometry.paddingMode());
        int signal = signal(block);
        int elements = geometry.inChannels() * problem.length();
        float[] samples =
                problem.signals() == 1 ? x : Arrays.copyOfRange(x, signal * elements, (signal + 1) * elements);
        OutputRows rows = new OutputRows(
                output.rowLength(),
                output.position(signal * geometry.outChannels(), first),
                plan.outputPhases() * output.step(),
                outputs(block));
        kernel.run(new ConvProblem(part, 1, problem.length(), rows), samples, w, bias, y);
    }
}
