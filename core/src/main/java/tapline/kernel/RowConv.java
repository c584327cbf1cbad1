package tapline.kernel;

import tapline.shape.ConvGeometry;

/// Convolutions with few output channels in a group, such as depthwise ones, by vectors along the samples.
///
/// With stride 1, inputs are read where they are as long as windows lie inside the signal. Where they reach into the
/// padding, at the ends of a row, for what is left of a row behind the last whole vector, and with other strides,
/// what the windows meet is copied into scratch of bounded length first, padding included: every `stride`-th sample
/// for each phase, so that all taps meet neighbours.
final class RowConv {
    private static final int V = Vectors.SPECIES.length();

    /// Outputs that are computed from one copy.
    private static final int COPIED = 32 * V;

    /// Longer windows of many channels would be copied for few outputs: 16 MiB.
    private static final int LONGEST_COPY = 1 << 22;

    private final ConvProblem problem;
    private final ConvGeometry geometry;
    private final float[] x;
    private final ConvWeights weights;
    private final float[] w;
    private final float[] bias;
    private final float[] y;
    private final int blocks;
    private final int phaseLength;
    private final int[] offsets;
    private final int[] copyOffsets;
    private final float[] copy;
    private final float[] sums;
    private final float[] blockSums;

    RowConv(ConvProblem problem, float[] x, ConvWeights weights, float[] y, Scratch scratch) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.x = x;
        this.weights = weights;
        this.w = weights.values();
        this.bias = weights.bias();
        this.y = y;
        blocks = SummationOrder.blocks(geometry.terms());
        phaseLength = (int) phaseLength(geometry);
        offsets = offsets(problem.length());
        copyOffsets = copyOffsets();
        copy = scratch.floats(Scratch.Use.COPY, geometry.groupInChannels() * geometry.stride() * phaseLength);
        sums = scratch.floats(Scratch.Use.SUMS, COPIED);
        blockSums = scratch.floats(Scratch.Use.BLOCK_SUMS, COPIED);
    }

    /// Whether this is a problem that rows are for. Not where strides are as long as kernels: each sample is met once
    /// at most, and gathering them all costs more than it saves.
    static boolean fits(ConvProblem problem) {
        ConvGeometry geometry = problem.geometry();
        boolean isShared = geometry.stride() == 1 || geometry.stride() < geometry.kernelSize();
        return isShared && geometry.groupInChannels() * (geometry.stride() * phaseLength(geometry)) <= LONGEST_COPY;
    }

    /// Samples of one phase that [#COPIED] outputs meet.
    private static long phaseLength(ConvGeometry geometry) {
        return COPIED + (geometry.receptiveField() - 1L) / geometry.stride();
    }

    /// How far each term's input is from the first term's, in rows of this length.
    private int[] offsets(int rowLength) {
        int[] result = new int[geometry.terms()];
        for (int t = 0; t < result.length; t++) {
            result[t] = t / geometry.kernelSize() * rowLength + t % geometry.kernelSize() * geometry.dilation();
        }
        return result;
    }

    /// The same in the copy, whose rows are the phases of each channel.
    private int[] copyOffsets() {
        int[] result = new int[geometry.terms()];
        for (int t = 0; t < result.length; t++) {
            int distance = t % geometry.kernelSize() * geometry.dilation();
            int row = t / geometry.kernelSize() * geometry.stride() + distance % geometry.stride();
            result[t] = row * phaseLength + distance / geometry.stride();
        }
        return result;
    }

    /// Computes all of the problem.
    void run() {
        int count = problem.output().count();
        boolean isDirect = geometry.stride() == 1 && problem.output().step() == 1;
        int first = isDirect ? Math.clamp(geometry.padLeft(), 0, count) : count;
        long end = (long) problem.length() - geometry.receptiveField() + 1 + geometry.padLeft();
        int inside = Math.clamp(end - first, 0, count - first) / V * V;
        for (int signal = problem.firstSignal(); signal < problem.endSignal(); signal++) {
            for (int channel = problem.firstChannel(); channel < problem.endChannel(); channel++) {
                copied(signal, channel, 0, first);
                if (inside > 0) {
                    inside(signal, channel, first, inside);
                }
                copied(signal, channel, first + inside, count);
            }
        }
    }

    private void inside(int signal, int channel, int first, int count) {
        int p = inputRow(signal, channel) + geometry.windowStart(first);
        int row = signal * geometry.outChannels() + channel;
        for (int i = 0; i < count; i += blocks == 1 ? count : COPIED) {
            int samples = blocks == 1 ? count : Math.min(COPIED, count - i);
            int o = problem.output().position(row, first + i);
            chains(x, p + i, offsets, channel, y, o, samples);
            weights.activate(y, o, o + samples);
        }
    }

    private void copied(int signal, int channel, int from, int to) {
        int row = signal * geometry.outChannels() + channel;
        for (int i = from; i < to; i += COPIED) {
            int samples = Math.min(COPIED, to - i);
            int whole = Math.ceilDiv(samples, V) * V;
            gather(inputRow(signal, channel), i, samples);
            chains(copy, 0, copyOffsets, channel, sums, 0, whole);
            weights.activate(sums, 0, samples);
            write(problem.output().position(row, i), samples);
        }
    }

    private void gather(int row, int sample, int samples) {
        int stride = geometry.stride();
        int reach = (samples - 1) * stride + geometry.receptiveField();
        for (int r = 0; r < geometry.groupInChannels() * stride; r++) {
            int phase = r % stride;
            Windows.copy(
                    x,
                    row + r / stride * problem.length(),
                    problem.length(),
                    geometry.windowStart(sample) + phase,
                    stride,
                    geometry.paddingMode(),
                    copy,
                    r * phaseLength,
                    Math.max(0, Math.ceilDiv(reach - phase, stride)));
        }
    }

    private void write(int position, int samples) {
        int step = problem.output().step();
        if (step == 1) {
            System.arraycopy(sums, 0, y, position, samples);
            return;
        }
        for (int i = 0; i < samples; i++) {
            y[position + i * step] = sums[i];
        }
    }

    /// All blocks of terms for `count` outputs, a multiple of the vector's length; at most [#COPIED] of several
    /// blocks.
    private void chains(float[] source, int p, int[] offsets, int channel, float[] out, int o, int count) {
        int q = channel * geometry.terms();
        float start = bias == null ? 0 : bias[channel];
        chain(source, p, offsets, q, 0, start, out, o, count);
        for (int block = 1; block < blocks; block++) {
            chain(source, p, offsets, q, block, 0, blockSums, 0, count);
            Rows.add(blockSums, out, o, count);
        }
    }

    private void chain(
            float[] source, int p, int[] offsets, int q, int block, float start, float[] out, int o, int count) {
        int first = SummationOrder.start(block, geometry.terms());
        int end = SummationOrder.start(block + 1, geometry.terms());
        int wide = count / Rows.WIDTH * Rows.WIDTH;
        if (wide > 0) {
            Rows.wide(source, p, offsets, w, q, first, end, start, out, o, wide);
        }
        if (wide < count) {
            Rows.narrow(source, p + wide, offsets, w, q, first, end, start, out, o + wide, count - wide);
        }
    }

    private int inputRow(int signal, int channel) {
        int group = channel / geometry.groupOutChannels();
        return (signal * geometry.inChannels() + group * geometry.groupInChannels()) * problem.length();
    }
}
