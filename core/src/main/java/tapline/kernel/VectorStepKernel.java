package tapline.kernel;

/// The JDK's Vector API. A single frame: vectors of output channels, eight chains at a time, which is what hides
/// how long one product takes. Blocks of frames share what is read of the weights; where a vector of output
/// channels would be half empty, vectors are frames.
final class VectorStepKernel implements StepKernel {
    private static final int V = Vectors.SPECIES.length();
    private static final int ROWS = StepWeights.ROW;

    /// Whether registers suffice for two vectors by eight frames.
    private static final boolean IS_WIDE = Vectors.SPECIES.vectorBitSize() == 512;

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
        chains(weights, group, x, base, from, sums, sum);
        StepSums.sum(sums, sum, weights.runs(), out, to, weights.channels());
    }

    /// As many chains at once as there are; loops that are inlined into an outer one are compiled less well.
    private static void chains(StepWeights weights, int group, float[] x, int base, int[] from, float[] sums, int to) {
        int chains = weights.chains();
        int together = chains / 8 * 8;
        for (int chain = 0; chain < together; chain += 8) {
            eight(weights, group, chain, x, base, from, sums, to + chain * V);
        }
        if (chains > together) {
            rest(weights, group, together, chains - together, x, base, from, sums, to + together * V);
        }
    }

    private static void eight(StepWeights weights, int group, int chain, float[] x, int base, int[] from, float[] sums, int to) {
        StepChains.eight(
                x,
                base,
                from,
                weights.runs(),
                weights.length(),
                weights.values(),
                weights.position(group, chain),
                weights.starts(),
                weights.start(group, chain),
                sums,
                to);
    }

    private static void rest(StepWeights weights, int group, int first, int rest, float[] x, int base, int[] from, float[] sums, int to) {
        int runs = weights.runs();
        int length = weights.length();
        float[] w = weights.values();
        int q = weights.position(group, first);
        int s = weights.start(group, first);
        int done = rest & 4;
        if (done > 0) {
            StepChains.four(x, base, from, runs, length, w, q, weights.starts(), s, sums, to);
        }
        if ((rest & 2) > 0) {
            int at = done * V;
            StepChains.two(x, base, from, runs, length, w, q + at * length, weights.starts(), s + at, sums, to + at);
            done += 2;
        }
        if ((rest & 1) > 0) {
            int at = done * V;
            StepChains.one(x, base, from, length, w, q + at * length, weights.starts(), s + at, sums, to + at);
        }
    }

    @Override
    public void block(
            StepWeights weights,
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
        int lanes = weights.lanes();
        boolean hasRows = lanes != V || IS_WIDE && weights.rows().length > 0;
        for (int vector = 0; vector < weights.vectors(); ) {
            int used = weights.channels() - vector * lanes;
            int o = to + vector * lanes;
            if (hasRows) {
                rows(weights, group, vector, Math.min(used, lanes), x, base, from, out, o, step, temporary, at);
                vector++;
            } else {
                int chain = vector * weights.runs();
                boolean isPair = IS_WIDE && used > V && weights.step(chain) == weights.step(chain + weights.runs());
                int vectors = isPair ? 2 : 1;
                for (int frame = 0; frame < frames; frame += StepBlocks.FRAMES) {
                    int p = base + frame;
                    channels(
                            weights, group, vector, vectors, x, p, from, out, o + frame * step, step, temporary, at);
                }
                vector += vectors;
            }
        }
    }

    private static void channels(
            StepWeights weights,
            int group,
            int vector,
            int vectors,
            float[] x,
            int base,
            int[] from,
            float[] out,
            int to,
            int step,
            float[] temporary,
            int at) {
        for (int run = 0; run < weights.runs(); run++) {
            int chain = vector * weights.runs() + run;
            int first = run * weights.length();
            int length = weights.count(run);
            float[] w = weights.values();
            int q = weights.position(group, chain);
            int s = weights.start(group, chain);
            int termStep = weights.step(chain);
            float[] sums = run == 0 ? out : temporary;
            int o = run == 0 ? to : at;
            int width = run == 0 ? step : vectors * V;
            if (vectors == 2) {
                int next = weights.position(group, chain + weights.runs()) - q;
                int later = weights.runs() * V;
                StepBlocks.twoVectors(
                        x, base, from, first, length, w, q, termStep, next, weights.starts(), s, later, sums, o, width);
            } else {
                StepBlocks.channels(
                        x, base, from, first, length, w, q, termStep, weights.starts(), s, sums, o, width);
            }
            for (int f = 0; run > 0 && f < StepBlocks.FRAMES; f++) {
                StepSums.add(temporary, at + f * width, out, to + f * step, width);
            }
        }
    }

    private static void rows(
            StepWeights weights,
            int group,
            int vector,
            int used,
            float[] x,
            int base,
            int[] from,
            float[] out,
            int to,
            int step,
            float[] temporary,
            int at) {
        int count = ROWS * BLOCK;
        for (int run = 0; run < weights.runs(); run++) {
            for (int frame = 0; frame < BLOCK; frame += V) {
                int o = (run == 0 ? at : at + count) + frame;
                rows(weights, group, vector * weights.runs() + run, x, base + frame, from, temporary, o);
            }
            if (run > 0) {
                StepSums.add(temporary, at + count, temporary, at, used * BLOCK);
            }
        }
        for (int frame = 0; frame < BLOCK; frame++) {
            int o = to + frame * step;
            for (int row = 0; row < used; row++) {
                out[o + row] = temporary[at + row * BLOCK + frame];
            }
        }
    }

    private static void rows(
            StepWeights weights, int group, int chain, float[] x, int base, int[] from, float[] sums, int o) {
        int run = chain % weights.runs();
        int first = run * weights.length();
        int length = weights.count(run);
        float[] w = weights.values();
        int q = weights.position(group, chain);
        float[] starts = weights.starts();
        int s = weights.start(group, chain);
        int row = (group * weights.chains() + chain) * weights.length() * ROWS;
        switch (weights.lanes()) {
            case 1 -> StepBlocks.oneRow(x, base, from, first, length, w, q, starts, s, sums, o);
            case 4 -> StepBlocks.fourRows(x, base, from, first, length, w, q, starts, s, sums, o);
            default ->
                StepBlocks.eightRows(x, base, from, first, length, weights.rows(), row, starts, s, sums, o);
        }
    }
}
