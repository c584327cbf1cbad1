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

    /// The taps of a dense kernel, then zeros.
    ///
    /// @param w all weights. *Not modified*
    /// @param input which of the dense channels of a group
    /// @param samples *Modified*: `blockSize` from `at`
    void kernel(float[] w, int channel, int input, float[] samples, int at) {
        int phase = input % plan.inputPhases();
        int row = (channel * geometry.groupInChannels() + input / plan.inputPhases()) * geometry.kernelSize();
        int taps = taps(phase);
        if (plan.inputPhases() == 1) {
            System.arraycopy(w, row, samples, at, taps);
        } else {
            for (int tap = 0; tap < taps; tap++) {
                samples[at + tap] = w[row + tap * plan.inputPhases() + phase];
            }
        }
        Arrays.fill(samples, at + taps, at + plan.blockSize(), 0);
    }

    private int taps(int phase) {
        return Math.ceilDiv(geometry.kernelSize() - phase, plan.inputPhases());
    }

    /// What a dense kernel meets in a block, then zeros.
    ///
    /// @param x all signals. *Not modified*
    /// @param input which of the dense channels of the group
    /// @param samples *Modified*: `blockSize` from `at`
    void input(float[] x, int block, int group, int input, float[] samples, int at) {
        int outputs = outputs(block);
        int phase = input % plan.inputPhases();
        int count = outputs == 0 ? 0 : outputs + taps(phase) - 1;
        if (count > 0) {
            int channel = group * geometry.groupInChannels() + input / plan.inputPhases();
            int row = (signal(block) * geometry.inChannels() + channel) * problem.length();
            int start = geometry.windowStart((int) firstOutput(block)) + phase * geometry.dilation();
            Windows.copy(
                    x, row, problem.length(), start, plan.sampleStep(), geometry.paddingMode(), samples, at, count);
        }
        Arrays.fill(samples, at + count, at + plan.blockSize(), 0);
    }

    /// Writes a block's outputs of one channel.
    ///
    /// @param samples `blockSize` from `at`, times half of that. *Not modified*
    /// @param y all outputs. *Modified* at the block's
    /// @return whether all of them are finite numbers
    boolean write(FftLoops loops, float[] samples, int at, int block, int channel, float bias, float[] y) {
        OutputRows output = problem.output();
        int outputs = outputs(block);
        if (outputs == 0) {
            return true;
        }
        int step = plan.outputPhases() * output.step();
        int position = output.position(signal(block) * geometry.outChannels() + channel, (int) firstOutput(block));
        return loops.write(samples, at, outputs, 2f / plan.blockSize(), bias, y, position, step);
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
