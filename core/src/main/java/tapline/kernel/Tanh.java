package tapline.kernel;

/// `(e^x - e^-x) / (e^x + e^-x)`.
public record Tanh() implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            float e = FloatMath.expm1(-2f * Math.abs(x[i]));
            y[i] = -e / (e + 2f) * Math.signum(x[i]);
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            float e = FloatMath.exp(-2f * Math.abs(x[i]));
            dx[i] = g[i] * (4f * e / ((1f + e) * (1f + e)));
        }
    }

    @Override
    public double of(double x) {
        return StrictMath.tanh(x);
    }

    @Override
    public double slope(double x) {
        double e = StrictMath.exp(-2 * Math.abs(x));
        return 4 * e / ((1 + e) * (1 + e));
    }
}
