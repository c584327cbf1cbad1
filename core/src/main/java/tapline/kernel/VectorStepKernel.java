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
    public void gather(StepTaps taps, float[] history, int base, float[] workspace) {
        if (taps.longest() == 1) {
            taps.gather(history, base, workspace);
        } else if (taps.longest() <= V) {
            StepGather.vectors(taps, history, base, workspace);
        } else {
            StepGather.frame(taps, history, base, workspace);
        }
    }

    @Override
    public void gather(StepTaps taps, float[] history, int base, int step, float[] workspace) {
        if (step == 1) {
            StepGather.block(taps, history, base, workspace);
        } else {
            taps.gather(history, base, step, workspace);
        }
    }

    @Override
    public void gather(SlotTaps taps, float[] history, int[] rows, int at, float[] workspace) {
        StepGather.slots(taps, history, rows, at, workspace);
    }

    @Override
    public void frame(StepWeights weights, int group, float[] workspace, int sums, float[] out, int to) {
        if (weights.lanes() != V) {
            scalar.frame(weights, group, workspace, sums, out, to);
            return;
        }
        chains(weights, group, workspace, workspace, sums);
        StepGather.sum(workspace, sums, weights.runs(), out, to, weights.channels());
    }

    /// As many chains at once as there are; loops that are inlined into an outer one are compiled less well.
    private static void chains(StepWeights weights, int group, float[] x, float[] sums, int to) {
        int chains = weights.chains();
        int together = chains / 8 * 8;
        for (int chain = 0; chain < together; chain += 8) {
            eight(weights, group, chain, x, sums, to + chain * V);
        }
        if (chains > together) {
            rest(weights, group, together, chains - together, x, sums, to + together * V);
        }
    }

    private static void eight(StepWeights weights, int group, int chain, float[] x, float[] sums, int to) {
        StepChains.eight(
                x,
                weights.runs(),
                weights.length(),
                weights.values(),
                weights.position(group, chain),
                weights.starts(),
                weights.start(group, chain),
                sums,
                to);
    }

    private static void rest(StepWeights weights, int group, int first, int rest, float[] x, float[] sums, int to) {
        int runs = weights.runs();
        int length = weights.length();
        float[] w = weights.values();
        int q = weights.position(group, first);
        int s = weights.start(group, first);
        int done = rest & 4;
        if (done > 0) {
            StepChains.four(x, runs, length, w, q, weights.starts(), s, sums, to);
        }
        if ((rest & 2) > 0) {
            int at = done * V;
            StepChains.two(x, runs, length, w, q + at * length, weights.starts(), s + at, sums, to + at);
            done += 2;
        }
        if ((rest & 1) > 0) {
            int at = done * V;
            StepChains.one(x, length, w, q + at * length, weights.starts(), s + at, sums, to + at);
        }
    }

    @Override
    public void block(StepWeights weights, int group, float[] workspace, int sums) {
        int lanes = weights.lanes();
        int vector = 0;
        while (vector < weights.vectors()) {
            int used = weights.channels() - vector * lanes;
            int chain = vector * weights.runs();
            if (lanes != V || IS_WIDE && weights.rows().length > 0) {
                rows(weights, group, vector, Math.min(used, lanes), workspace, workspace, sums);
                vector++;
            } else {
                int next = chain + weights.runs();
                boolean isPair = IS_WIDE && used > V && weights.step(chain) == weights.step(next);
                int vectors = isPair ? 2 : 1;
                channels(weights, group, vector, vectors, workspace, workspace, sums);
                vector += vectors;
            }
        }
    }

    private static void channels(
            StepWeights weights, int group, int vector, int vectors, float[] x, float[] sums, int to) {
        int step = weights.width();
        int temporary = to + BLOCK * step;
        int length = weights.length();
        for (int frame = 0; frame < BLOCK; frame += StepBlocks.FRAMES) {
            int at = to + frame * step + vector * V;
            for (int run = 0; run < weights.runs(); run++) {
                int chain = vector * weights.runs() + run;
                int q = weights.position(group, chain);
                int s = weights.start(group, chain);
                int p = run * length * BLOCK + frame;
                int o = run == 0 ? at : temporary;
                int width = run == 0 ? step : vectors * V;
                if (vectors == 2) {
                    int next = weights.position(group, chain + weights.runs()) - q;
                    StepBlocks.twoVectors(
                            x,
                            p,
                            length,
                            weights.values(),
                            q,
                            weights.step(chain),
                            next,
                            weights.starts(),
                            s,
                            weights.runs() * V,
                            sums,
                            o,
                            width);
                } else {
                    StepBlocks.channels(
                            x,
                            p,
                            length,
                            weights.values(),
                            q,
                            weights.step(chain),
                            weights.starts(),
                            s,
                            sums,
                            o,
                            width);
                }
                for (int f = 0; run > 0 && f < StepBlocks.FRAMES; f++) {
                    StepBlocks.add(sums, temporary + f * width, at + f * step, width);
                }
            }
        }
    }

    private static void rows(StepWeights weights, int group, int vector, int used, float[] x, float[] sums, int to) {
        int rows = to + BLOCK * weights.width();
        int count = ROWS * BLOCK;
        for (int run = 0; run < weights.runs(); run++) {
            for (int frame = 0; frame < BLOCK; frame += V) {
                int p = run * weights.length() * BLOCK + frame;
                int o = (run == 0 ? rows : rows + count) + frame;
                rows(weights, group, vector * weights.runs() + run, x, p, sums, o);
            }
            if (run > 0) {
                StepBlocks.add(sums, rows + count, rows, used * BLOCK);
            }
        }
        for (int frame = 0; frame < BLOCK; frame++) {
            int o = to + frame * weights.width() + vector * weights.lanes();
            for (int row = 0; row < used; row++) {
                sums[o + row] = sums[rows + row * BLOCK + frame];
            }
        }
    }

    private static void rows(StepWeights weights, int group, int chain, float[] x, int p, float[] sums, int o) {
        int length = weights.length();
        float[] w = weights.values();
        int q = weights.position(group, chain);
        int s = weights.start(group, chain);
        int row = (group * weights.chains() + chain) * length * ROWS;
        switch (weights.lanes()) {
            case 1 -> StepBlocks.oneRow(x, p, length, w, q, weights.starts(), s, sums, o);
            case 4 -> StepBlocks.fourRows(x, p, length, w, q, weights.starts(), s, sums, o);
            default -> StepBlocks.eightRows(x, p, length, weights.rows(), row, weights.starts(), s, sums, o);
        }
    }
}
