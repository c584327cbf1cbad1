package tapline.kernel;

/// Plain loops: four chains at a time, which do not wait for each other.
final class ScalarStepKernel implements StepKernel {
    private static final int CHAINS = 4;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public boolean hasBlocks() {
        return false;
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
        int lanes = weights.lanes();
        int runs = weights.runs();
        for (int chain = 0; chain < weights.chains(); chain++) {
            int channel = chain / runs * lanes;
            int used = Math.min(lanes, weights.channels() - channel);
            int q = weights.position(group, chain);
            int s = weights.start(group, chain);
            int o = sum + chain * lanes;
            int p = base + channel * spread;
            int lane = 0;
            for (; lane <= used - CHAINS; lane += CHAINS) {
                four(weights, chain, x, p + lane * spread, spread, from, q + lane, s + lane, sums, o + lane);
            }
            for (; lane < used; lane++) {
                one(weights, chain, x, p + lane * spread, from, q + lane, s + lane, sums, o + lane);
            }
        }
        for (int channel = 0; channel < weights.channels(); channel++) {
            int s = sum + channel / lanes * runs * lanes + channel % lanes;
            float all = sums[s];
            for (int run = 1; run < runs; run++) {
                all += sums[s + run * lanes];
            }
            out[to + channel] = all;
        }
    }

    @Override
    public void window(
            StepWeights weights, int group, float[] x, int base, float[] sums, int sum, float[] out, int to) {
        throw new UnsupportedOperationException("scalar loops look their terms up");
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
        throw new UnsupportedOperationException("scalar loops take frames one by one");
    }

    private static void four(
            StepWeights weights,
            int chain,
            float[] x,
            int base,
            int spread,
            int[] from,
            int q,
            int s,
            float[] sums,
            int to) {
        float[] w = weights.values();
        int step = weights.step(chain);
        int run = chain % weights.runs();
        int count = weights.count(run);
        float a = weights.starts()[s];
        float b = weights.starts()[s + 1];
        float c = weights.starts()[s + 2];
        float d = weights.starts()[s + 3];
        for (int t = 0; t < count; t++) {
            int p = base + from[run + t * StepRuns.WAYS];
            int at = q + t * step;
            a = Math.fma(w[at], x[p], a);
            b = Math.fma(w[at + 1], x[p + spread], b);
            c = Math.fma(w[at + 2], x[p + 2 * spread], c);
            d = Math.fma(w[at + 3], x[p + 3 * spread], d);
        }
        sums[to] = a;
        sums[to + 1] = b;
        sums[to + 2] = c;
        sums[to + 3] = d;
    }

    private static void one(
            StepWeights weights, int chain, float[] x, int base, int[] from, int q, int s, float[] sums, int to) {
        int step = weights.step(chain);
        int run = chain % weights.runs();
        int count = weights.count(run);
        float a = weights.starts()[s];
        for (int t = 0; t < count; t++) {
            a = Math.fma(weights.values()[q + t * step], x[base + from[run + t * StepRuns.WAYS]], a);
        }
        sums[to] = a;
    }
}
