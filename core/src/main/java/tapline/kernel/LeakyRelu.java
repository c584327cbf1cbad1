package tapline.kernel;

/// `x` where it is positive, else `slope * x`: one rounding.
///
/// @param slope of the negative half
public record LeakyRelu(double slope) implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        float factor = (float) slope;
        for (int i = from; i < to; i++) {
            y[i] = of(x[i], factor);
        }
    }

    static float of(float x, float slope) {
        return Math.max(x, 0f) + slope * Math.min(x, 0f);
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        float factor = (float) slope;
        for (int i = from; i < to; i++) {
            float positive = Math.max(Math.signum(x[i]), 0f);
            dx[i] = g[i] * (positive + factor * (1 - positive));
        }
    }

    @Override
    public double of(double x) {
        return x > 0 ? x : slope * x;
    }

    @Override
    public double slope(double x) {
        return x > 0 ? 1 : slope;
    }
}
