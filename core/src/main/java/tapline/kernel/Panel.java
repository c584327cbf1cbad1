package tapline.kernel;

import tapline.shape.ConvGeometry;

/// What the terms of a convolution meet at some tiles of outputs, copied into one array: aligned, without gaps,
/// padding included. Not thread-safe.
final class Panel {
    private final ConvProblem problem;
    private final ConvGeometry geometry;
    private final float[] x;
    private final float[] values;
    private final float[] phases;

    /// @param x the input. *Not modified*
    /// @param length floats of all tiles
    Panel(ConvProblem problem, float[] x, int length, Scratch scratch) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.x = x;
        values = scratch.floats(Scratch.Use.PANEL, Math.max(Scratch.FIXED, Scratch.ALIGNED + length));
        phases = isGatheredByPhase() ? scratch.floats(Scratch.Use.PHASES, geometry.stride() * phaseLength()) : null;
    }

    /// Whether gathering the samples of all phases copies less than gathering those of each tap.
    private boolean isGatheredByPhase() {
        long byPhase = (long) geometry.stride() * Tiles.WIDTH + geometry.receptiveField();
        return byPhase < (long) geometry.kernelSize() * Tiles.WIDTH;
    }

    /// Tiles of `[terms][WIDTH]`.
    float[] values() {
        return values;
    }

    /// Copies what terms `first` to `end` (exclusive) meet at the tile of outputs from `sample` on.
    ///
    /// @param p where it goes
    void pack(int signal, int group, int first, int end, int sample, int p) {
        int kernelSize = geometry.kernelSize();
        int start = geometry.windowStart(sample);
        long reach = (long) start + (long) (Tiles.WIDTH - 1) * geometry.stride() + geometry.receptiveField();
        boolean isInside = start >= 0 && reach <= problem.length();
        int row = (signal * geometry.inChannels() + group * geometry.groupInChannels()) * problem.length();
        if (isInside && geometry.stride() == 1 && kernelSize == 1) {
            Tiles.pack(x, row + first * problem.length() + start, problem.length(), end - first, values, p);
        } else if (isInside && geometry.stride() == 1) {
            packWhereTheyAre(row + start, first, end, p);
        } else if (phases != null) {
            packByPhase(row, isInside, first, end, sample, p);
        } else {
            packByTap(row, first, end, sample, p);
        }
    }

    private void packWhereTheyAre(int from, int first, int end, int p) {
        int kernelSize = geometry.kernelSize();
        int dilation = geometry.dilation();
        for (int term = first; term < end; ) {
            int tap = term % kernelSize;
            int taps = Math.min(kernelSize - tap, end - term);
            int at = from + term / kernelSize * problem.length() + tap * dilation;
            Tiles.pack(x, at, dilation, taps, values, p + (term - first) * Tiles.WIDTH);
            term += taps;
        }
    }

    private void packByTap(int row, int first, int end, int sample, int p) {
        int samples = samples(sample);
        for (int term = first; term < end; term++) {
            Windows.copy(
                    x,
                    row + term / geometry.kernelSize() * problem.length(),
                    problem.length(),
                    geometry.windowStart(sample) + term % geometry.kernelSize() * geometry.dilation(),
                    geometry.stride(),
                    geometry.paddingMode(),
                    values,
                    p + (term - first) * Tiles.WIDTH,
                    samples);
        }
    }

    /// Taps that are a multiple of the stride apart meet the same samples, shifted: every `stride`-th sample is
    /// gathered once for each phase, and each tap is a contiguous part of its phase.
    private void packByPhase(int row, boolean isInside, int first, int end, int sample, int p) {
        int kernelSize = geometry.kernelSize();
        for (int term = first; term < end; ) {
            int tap = term % kernelSize;
            int taps = Math.min(kernelSize - tap, end - term);
            gather(row + term / kernelSize * problem.length(), isInside, sample);
            packPhases(tap, taps, p + (term - first) * Tiles.WIDTH);
            term += taps;
        }
    }

    private void gather(int row, boolean isInside, int sample) {
        int stride = geometry.stride();
        int start = geometry.windowStart(sample);
        int reach = (samples(sample) - 1) * stride + geometry.receptiveField();
        for (int phase = 0; phase < stride; phase++) {
            int count = Math.ceilDiv(reach - phase, stride);
            int to = phase * phaseLength();
            if (isInside) {
                gather(row + start + phase, stride, to, count);
            } else {
                Windows.copy(
                        x, row, problem.length(), start + phase, stride, geometry.paddingMode(), phases, to, count);
            }
        }
    }

    private void gather(int from, int stride, int to, int count) {
        for (int i = 0; i < count; i++) {
            phases[to + i] = x[from + i * stride];
        }
    }

    private void packPhases(int tap, int taps, int p) {
        int stride = geometry.stride();
        int dilation = geometry.dilation();
        int phase = tap * dilation % stride;
        int at = tap * dilation / stride;
        for (int k = 0; k < taps; k++) {
            Tiles.pack(phases, phase * phaseLength() + at, 0, 1, values, p + k * Tiles.WIDTH);
            phase += dilation % stride;
            at += dilation / stride + phase / stride;
            phase %= stride;
        }
    }

    private int samples(int sample) {
        return Math.min(Tiles.WIDTH, problem.output().count() - sample);
    }

    private int phaseLength() {
        return Tiles.WIDTH + (geometry.receptiveField() - 1) / geometry.stride();
    }
}
