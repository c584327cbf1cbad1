package tapline.kernel;

/// `x * max(0, min(6, x + 3)) / 6` (Howard et al., 2019). The slope at -3 is -1/2, at 3 it is 1, as
/// in PyTorch.
public record Hardswish() implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] * (Math.min(Math.max(x[i] + 3f, 0f), 6f) / 6f);
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            float inside = (1f - Math.max(Math.signum(-3f - x[i]), 0f)) * Math.max(Math.signum(3f - x[i]), 0f);
            float inner = Math.min(Math.max(x[i], -3f), 3f) / 3f + 0.5f;
            float outer = Math.max(Math.signum(x[i]), 0f);
            dx[i] = g[i] * (inner * inside + outer * (1f - inside));
        }
    }

    @Override
    public double of(double x) {
        return x * Math.min(Math.max(x + 3, 0), 6) / 6;
    }

    @Override
    public double slope(double x) {
        return x < -3 ? 0 : x < 3 ? x / 3 + 0.5 : 1;
    }
}
