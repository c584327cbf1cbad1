package tapline.kernel;

/// The JDK's Vector API. A single frame: vectors of output channels, eight chains at a time, which is what hides
/// how long one product takes. Blocks of frames share what is read of the weights; where a vector of output
/// channels would be half empty or more, vectors are frames.
final class VectorStepKernel implements StepKernel {
    private static final int V = Vectors.SPECIES.length();

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
            int spread,
            int[] from,
            float[] sums,
            int sum,
            float[] out,
            int to) {
        if (weights.lanes() != V) {
            scalar.frame(weights, group, x, base, spread, from, sums, sum, out, to);
            return;
        }
        boolean isWhole = weights.channels() == weights.width();
        float[] y = isWhole ? out : sums;
        int o = isWhole ? to : sum;
        if (spread > 0) {
            own(weights, x, base, from, y, o);
        } else {
            chains(weights, group, x, base, from, y, o);
        }
        if (!isWhole) {
            copy(sums, sum, out, to, weights.channels());
        }
    }

    /// The channels of a frame whose last vector has more.
    private static void copy(float[] sums, int sum, float[] out, int to, int channels) {
        for (int c = 0; c < channels; c++) {
            out[to + c] = sums[sum + c];
        }
    }

    /// As many chains at once as there are.
    private static void chains(StepWeights weights, int group, float[] x, int base, int[] from, float[] out, int to) {
        int runs = weights.runs();
        int length = weights.length();
        float[] w = weights.values();
        float[] starts = weights.starts();
        for (int chain = 0; chain < weights.chains(); ) {
            int rest = weights.chains() - chain;
            int together = Math.min(8, Integer.highestOneBit(rest));
            int q = weights.begin(group, chain);
            int s = weights.start(group, chain);
            int o = to + chain / runs * V;
            switch (together) {
                case 8 -> StepChains.eight(x, base, from, runs, length, w, q, starts, s, out, o);
                case 4 -> {
                    if (runs == 4) {
                        StepChains.fourRuns(x, base, from, length, w, q, starts, s, out, o);
                    } else {
                        StepChains.four(x, base, from, runs, length, w, q, starts, s, out, o);
                    }
                }
                case 2 -> StepChains.two(x, base, from, runs, length, w, q, starts, s, out, o);
                default -> StepChains.one(x, base, from, length, w, q, starts, s, out, o);
            }
            chain += together;
        }
    }

    /// A chain after the other, each a vector of channels: they are short, and processors look ahead.
    private static void own(StepWeights weights, float[] x, int base, int[] from, float[] out, int to) {
        for (int chain = 0; chain < weights.chains(); chain++) {
            int run = chain % weights.runs();
            int channel = chain / weights.runs() * V;
            StepChains.own(
                    x,
                    base + channel,
                    from,
                    run,
                    weights.count(run),
                    weights.values(),
                    weights.position(0, chain),
                    weights.step(chain),
                    weights.starts(),
                    weights.start(0, chain),
                    run == 0,
                    out,
                    to + channel);
        }
    }

    @Override
    public void window(
            StepWeights weights, int group, float[] x, int base, float[] sums, int sum, float[] out, int to) {
        boolean isWhole = weights.channels() == weights.width();
        float[] y = isWhole ? out : sums;
        int o = isWhole ? to : sum;
        StepRuns cut = weights.cut();
        float[] w = weights.values();
        float[] starts = weights.starts();
        for (int vector = 0; vector < weights.vectors(); vector += 2) {
            int q = weights.begin(group, vector * weights.runs());
            int s = weights.start(group, vector * weights.runs());
            if (vector + 1 < weights.vectors()) {
                SlidingChains.two(cut, x, base, w, q, starts, s, y, o + vector * V);
            } else {
                SlidingChains.one(cut, x, base, w, q, starts, s, y, o + vector * V);
            }
        }
        if (!isWhole) {
            copy(sums, sum, out, to, weights.channels());
        }
    }

    @Override
    public void block(
            StepWeights weights,
            StepTiles tiles,
            int group,
            float[] x,
            int base,
            int apart,
            int[] from,
            int frames,
            float[] out,
            int to,
            int step,
            float[] temporary,
            int at) {
        if (weights.isDepthwise()) {
            depthwise(weights, x, base, from, out, to, step, temporary, at);
            return;
        }
        if (tiles.few() > 0) {
            few(weights, tiles, group, x, base, from, frames, out, to, step, temporary, at);
            return;
        }
        for (int vector = 0; vector < weights.vectors(); ) {
            int vectors = tiles.isPair(weights, vector) ? 2 : 1;
            boolean isSixteen = apart == 1 && vectors == 1 && V == BLOCK && frames == BLOCK;
            int tile = isSixteen ? BLOCK : StepBlocks.FRAMES;
            int q = tiles.position(weights, group, vector);
            int s = weights.start(group, vector * weights.runs());
            for (int done = 0; done < frames; done += tile) {
                // The last tile is a whole one, whose first frames may have been computed before.
                int frame = Math.min(done, frames - tile);
                int p = base + frame * apart;
                int o = to + frame * step + vector * V;
                tile(weights, vectors, tile, tiles.values(), q, s, x, p, apart, from, out, o, step, temporary, at);
            }
            vector += vectors;
        }
    }

    private static void tile(
            StepWeights weights,
            int vectors,
            int frames,
            float[] w,
            int q,
            int s,
            float[] x,
            int base,
            int apart,
            int[] from,
            float[] out,
            int to,
            int step,
            float[] temporary,
            int at) {
        float[] starts = weights.starts();
        int later = weights.runs() * V;
        for (int run = 0; run < weights.runs(); run++) {
            int p = q + run * weights.length() * vectors * V;
            int count = weights.count(run);
            int b = s + run * V;
            float[] sums = run == 0 ? out : temporary;
            int o = run == 0 ? to : at;
            int width = run == 0 ? step : vectors * V;
            if (apart != 1 && vectors == 2) {
                StepBlocks.twoVectors(x, base, apart, from, run, count, w, p, starts, b, later, sums, o, width);
            } else if (apart != 1) {
                StepBlocks.channels(x, base, apart, from, run, count, w, p, starts, b, sums, o, width);
            } else if (vectors == 2) {
                StepRowBlocks.eightByTwo(x, base, from, run, count, w, p, starts, b, later, sums, o, width);
            } else if (frames == BLOCK) {
                StepRowBlocks.sixteen(x, base, from, run, count, w, p, starts, b, sums, o, width);
            } else {
                StepRowBlocks.eight(x, base, from, run, count, w, p, starts, b, sums, o, width);
            }
            if (run > 0) {
                StepSums.add(temporary, at, vectors * V, frames, out, to, step);
            }
        }
    }

    private static void few(
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
        int few = tiles.few();
        float[] w = tiles.values();
        float[] starts = weights.starts();
        for (int run = 0; run < weights.runs(); run++) {
            int q = tiles.position(weights, group, 0) + run * weights.length() * few;
            int s = weights.start(group, run);
            int terms = weights.count(run);
            boolean isFirst = run == 0;
            for (int frame = 0; frame < frames; frame += V) {
                int p = base + frame;
                int o = at + frame;
                if (few == 1) {
                    StepRowVectors.one(x, p, from, run, terms, w, q, 1, starts, s, isFirst, temporary, o);
                } else if (few == 4) {
                    StepRowVectors.four(x, p, from, run, terms, w, q, starts, s, isFirst, temporary, o);
                } else {
                    StepRowVectors.eight(x, p, from, run, terms, w, q, starts, s, isFirst, temporary, o);
                }
            }
        }
        StepTranspose.run(temporary, at, BLOCK, weights.channels(), frames, out, to, step, 0);
    }

    /// Channel by channel, each with inputs of its own, [#BLOCK] floats behind those of the channel before.
    private static void depthwise(
            StepWeights weights,
            float[] x,
            int base,
            int[] from,
            float[] out,
            int to,
            int step,
            float[] temporary,
            int at) {
        float[] w = weights.values();
        float[] starts = weights.starts();
        for (int channel = 0; channel < weights.channels(); channel++) {
            int lane = channel % weights.lanes();
            for (int run = 0; run < weights.runs(); run++) {
                int chain = channel / weights.lanes() * weights.runs() + run;
                int q = weights.position(0, chain) + lane;
                int next = weights.step(chain);
                int s = weights.start(0, chain) + lane;
                int terms = weights.count(run);
                for (int frame = 0; frame < BLOCK; frame += V) {
                    int p = base + channel * BLOCK + frame;
                    StepRowVectors.one(x, p, from, run, terms, w, q, next, starts, s, run == 0, temporary, at + frame);
                }
            }
            for (int frame = 0; frame < BLOCK; frame++) {
                out[to + frame * step + channel] = temporary[at + frame];
            }
        }
    }
}
