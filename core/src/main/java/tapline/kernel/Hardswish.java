package tapline.kernel;

/// `x * max(0, min(6, x + 3)) / 6` (Howard et al., 2019).
public record Hardswish() implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] * Math.min(Math.max(x[i] + 3f, 0f), 6f) / 6f;
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            float outside = Math.max(Math.signum(Math.abs(x[i]) - 3f), 0f);
            float inner = Math.min(Math.max(x[i], -3f), 3f) / 3f + 0.5f;
            float outer = Math.max(Math.signum(x[i]), 0f);
            dx[i] = g[i] * (inner * (1 - outside) + outer * outside);
        }
    }

    @Override
    public double of(double x) {
        return x * Math.min(Math.max(x + 3, 0), 6) / 6;
    }

    @Override
    public double slope(double x) {
        if (Math.abs(x) > 3) {
            return x > 0 ? 1 : 0;
        }
        return x / 3 + 0.5;
    }
}
