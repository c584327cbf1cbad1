package tapline.kernel;

/// `1 / (1 + e^-x)`.
public record Sigmoid() implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = of(x[i]);
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            float e = FloatMath.exp(-Math.abs(x[i]));
            dx[i] = g[i] * (e / ((1f + e) * (1f + e)));
        }
    }

    @Override
    public double of(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    @Override
    public double slope(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return e / ((1 + e) * (1 + e));
    }

    static float of(float x) {
        return of(x, FloatMath.exp(-Math.abs(x)));
    }

    /// The same, given `e^-|x|`.
    static float of(float x, float e) {
        return Math.max(e, Math.signum(x)) / (1f + e);
    }
}
