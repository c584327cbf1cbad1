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
    public void gather(StepTaps taps, float[] history, int base, float[] workspace) {
        taps.gather(history, base, workspace);
    }

    @Override
    public void gather(StepTaps taps, float[] history, int base, int step, float[] workspace) {
        taps.gather(history, base, step, workspace);
    }

    @Override
    public void frame(StepWeights weights, int group, float[] workspace, int sums, float[] out, int to) {
        int lanes = weights.lanes();
        for (int chain = 0; chain < weights.chains(); chain++) {
            int p = chain % weights.runs() * weights.length();
            int q = weights.position(group, chain);
            int step = weights.step(chain);
            int s = weights.start(group, chain);
            for (int lane = 0; lane < lanes; lane += CHAINS) {
                if (lanes - lane >= CHAINS) {
                    four(weights, workspace, p, q + lane, step, s + lane, workspace, sums + chain * lanes + lane);
                } else {
                    one(weights, workspace, p, q + lane, step, s + lane, workspace, sums + chain * lanes + lane);
                }
            }
        }
        for (int channel = 0; channel < weights.channels(); channel++) {
            int s = sums + channel / lanes * weights.runs() * lanes + channel % lanes;
            float sum = workspace[s];
            for (int run = 1; run < weights.runs(); run++) {
                sum += workspace[s + run * lanes];
            }
            out[to + channel] = sum;
        }
    }

    @Override
    public void gather(SlotTaps taps, float[] history, int[] rows, int at, float[] workspace) {
        throw new UnsupportedOperationException("scalar loops take frames one by one");
    }

    @Override
    public void block(StepWeights weights, int group, float[] workspace, int sums) {
        throw new UnsupportedOperationException("scalar loops take frames one by one");
    }

    private static void four(StepWeights weights, float[] x, int p, int q, int step, int s, float[] sums, int to) {
        float[] w = weights.values();
        float a = weights.starts()[s];
        float b = weights.starts()[s + 1];
        float c = weights.starts()[s + 2];
        float d = weights.starts()[s + 3];
        for (int t = 0; t < weights.length(); t++) {
            float value = x[p + t];
            int at = q + t * step;
            a = Math.fma(w[at], value, a);
            b = Math.fma(w[at + 1], value, b);
            c = Math.fma(w[at + 2], value, c);
            d = Math.fma(w[at + 3], value, d);
        }
        sums[to] = a;
        sums[to + 1] = b;
        sums[to + 2] = c;
        sums[to + 3] = d;
    }

    private static void one(StepWeights weights, float[] x, int p, int q, int step, int s, float[] sums, int to) {
        float a = weights.starts()[s];
        for (int t = 0; t < weights.length(); t++) {
            a = Math.fma(weights.values()[q + t * step], x[p + t], a);
        }
        sums[to] = a;
    }
}
