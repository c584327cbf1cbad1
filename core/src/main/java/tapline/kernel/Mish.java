package tapline.kernel;

/// `x * tanh(ln(1 + e^x))` (Misra, 2019), computed as `x * n / (n + 2 v^2)` with `n = u^2 + 2 u v` and
/// `e^x = u / v`, the greater of the two being 1.
public record Mish() implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            float e = FloatMath.exp(-Math.abs(x[i]));
            float u = Math.max(e, Math.signum(x[i]));
            float v = Math.max(e, -Math.signum(x[i]));
            float n = u * Math.fma(2f, v, u);
            y[i] = x[i] * (n / Math.fma(2f * v, v, n));
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        // In two steps: a loop of more operations would not become vectors.
        for (int i = from; i < to; i++) {
            dx[i] = FloatMath.exp(-Math.abs(x[i]));
        }
        for (int i = from; i < to; i++) {
            dx[i] = g[i] * slope(x[i], dx[i]);
        }
    }

    @Override
    public double of(double x) {
        return x * StrictMath.tanh(new Softplus(1, Double.POSITIVE_INFINITY).of(x));
    }

    @Override
    public double slope(double x) {
        double tanh = StrictMath.tanh(new Softplus(1, Double.POSITIVE_INFINITY).of(x));
        return tanh + x * (1 - tanh * tanh) * new Sigmoid().of(x);
    }

    /// With `d = n + 2 v^2`, `1 - (n / d)^2` is `2 v^2 (d + n) / d^2`, in which nothing cancels.
    private static float slope(float x, float e) {
        float u = Math.max(e, Math.signum(x));
        float v = Math.max(e, -Math.signum(x));
        float n = u * Math.fma(2f, v, u);
        float d = Math.fma(2f * v, v, n);
        return (n + x * (u / (u + v)) * (2f * v * v * ((d + n) / d))) / d;
    }
}
