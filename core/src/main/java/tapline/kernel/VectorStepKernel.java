package tapline.kernel;

/// The JDK's Vector API. A single frame: vectors of output channels, eight chains at a time, which is what hides
/// how long one product takes. Blocks of frames share what is read of the weights; where a vector of output
/// channels would be half empty, vectors are frames.
final class VectorStepKernel implements StepKernel {
    private static final int V = Vectors.SPECIES.length();
    private static final int ROWS = StepTiles.ROW;

    private final StepKernel scalar = new ScalarStepKernel();

    @Override
    public String name() {
        return "vector-" + Vectors.SPECIES.vectorBitSize();
    }

    @Override
    public boolean hasBlocks() {
        return true;
    }

    @Override
    public void frame(
            StepWeights weights,
            int group,
            float[] x,
            int base,
            int[] from,
            float[] sums,
            int sum,
            float[] out,
            int to) {
        if (weights.lanes() != V) {
            scalar.frame(weights, group, x, base, from, sums, sum, out, to);
            return;
        }
        if (weights.channels() == weights.width()) {
            chains(weights, group, x, base, from, out, to);
        } else {
            chains(weights, group, x, base, from, sums, sum);
            for (int c = 0; c < weights.channels(); c++) {
                out[to + c] = sums[sum + c];
            }
        }
    }

    /// As many chains at once as there are. The methods for them are too large to be inlined, which is as it should
    /// be: in one with everything around them the compiler runs out of registers.
    private static void chains(StepWeights weights, int group, float[] x, int base, int[] from, float[] out, int to) {
        int runs = weights.runs();
        int length = weights.length();
        float[] w = weights.values();
        float[] starts = weights.starts();
        int chains = weights.chains();
        int chain = 0;
        for (; chain + 8 <= chains; chain += 8) {
            int q = weights.position(group, chain);
            int s = weights.start(group, chain);
            StepChains.eight(x, base, from, runs, length, w, q, starts, s, out, to + chain / runs * V);
        }
        if ((chains & 4) > 0) {
            int q = weights.position(group, chain);
            int s = weights.start(group, chain);
            StepChains.four(x, base, from, runs, length, w, q, starts, s, out, to + chain / runs * V);
            chain += 4;
        }
        if ((chains & 2) > 0) {
            int q = weights.position(group, chain);
            int s = weights.start(group, chain);
            StepChains.two(x, base, from, runs, length, w, q, starts, s, out, to + chain / runs * V);
            chain += 2;
        }
        if ((chains & 1) > 0) {
            int q = weights.position(group, chain);
            int s = weights.start(group, chain);
            StepChains.one(x, base, from, length, w, q, starts, s, out, to + chain * V);
        }
    }

    @Override
    public void block(
            StepWeights weights,
            StepTiles tiles,
            int group,
            float[] x,
            int base,
            int[] from,
            int frames,
            float[] out,
            int to,
            int step,
            float[] temporary,
            int at) {
        if (tiles.row() > 0) {
            rows(weights, tiles, group, x, base, from, frames, out, to, step, temporary, at);
            return;
        }
        for (int vector = 0; vector < weights.vectors(); ) {
            int vectors = tiles.isPair(weights, vector) ? 2 : 1;
            int q = tiles.position(weights, group, vector);
            int s = weights.start(group, vector * weights.runs());
            for (int frame = 0; frame < frames; frame += StepBlocks.FRAMES) {
                int o = to + frame * step + vector * V;
                channels(weights, vectors, tiles.values(), q, s, x, base + frame, from, out, o, step, temporary, at);
            }
            vector += vectors;
        }
    }

    private static void channels(
            StepWeights weights,
            int vectors,
            float[] w,
            int q,
            int s,
            float[] x,
            int base,
            int[] from,
            float[] out,
            int to,
            int step,
            float[] temporary,
            int at) {
        float[] starts = weights.starts();
        for (int run = 0; run < weights.runs(); run++) {
            int first = run * weights.length();
            int end = first + weights.count(run);
            float[] sums = run == 0 ? out : temporary;
            int o = run == 0 ? to : at;
            int width = run == 0 ? step : vectors * V;
            if (vectors == 2) {
                int later = weights.runs() * V;
                StepBlocks.twoVectors(x, base, from, first, end, w, q, starts, s + run * V, later, sums, o, width);
            } else {
                StepBlocks.channels(x, base, from, first, end, w, q, starts, s + run * V, sums, o, width);
            }
            for (int f = 0; run > 0 && f < StepBlocks.FRAMES; f++) {
                StepSums.add(temporary, at + f * width, out, to + f * step, width);
            }
        }
    }

    private static void rows(
            StepWeights weights,
            StepTiles tiles,
            int group,
            float[] x,
            int base,
            int[] from,
            int frames,
            float[] out,
            int to,
            int step,
            float[] temporary,
            int at) {
        int count = ROWS * BLOCK;
        int used = weights.channels();
        int q = tiles.position(weights, group, 0);
        for (int run = 0; run < weights.runs(); run++) {
            int first = run * weights.length();
            int end = first + weights.count(run);
            int s = weights.start(group, run);
            for (int frame = 0; frame < frames; frame += V) {
                int p = base + frame;
                int o = (run == 0 ? at : at + count) + frame;
                rows(tiles, x, p, from, first, end, q, weights.starts(), s, temporary, o);
            }
            if (run > 0) {
                StepSums.add(temporary, at + count, temporary, at, used * BLOCK);
            }
        }
        for (int frame = 0; frame < frames; frame++) {
            int o = to + frame * step;
            for (int row = 0; row < used; row++) {
                out[o + row] = temporary[at + row * BLOCK + frame];
            }
        }
    }

    private static void rows(
            StepTiles tiles,
            float[] x,
            int base,
            int[] from,
            int first,
            int end,
            int q,
            float[] starts,
            int s,
            float[] sums,
            int o) {
        float[] w = tiles.values();
        switch (tiles.row()) {
            case 1 -> StepBlocks.oneRow(x, base, from, first, end, w, q, starts, s, sums, o);
            case 4 -> StepBlocks.fourRows(x, base, from, first, end, w, q, starts, s, sums, o);
            default -> StepBlocks.eightRows(x, base, from, first, end, w, q, starts, s, sums, o);
        }
    }
}
