package tapline.kernel;

/// `x`, or the bound that it is beyond: exact. The slope on a bound is 0.
public record Clamp(double min, double max) implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        float low = (float) min;
        float high = (float) max;
        for (int i = from; i < to; i++) {
            y[i] = Math.min(Math.max(x[i], low), high);
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        float low = (float) min;
        float high = (float) max;
        for (int i = from; i < to; i++) {
            float inside = Math.max(Math.signum(x[i] - low), 0f) * Math.max(Math.signum(high - x[i]), 0f);
            dx[i] = g[i] * inside;
        }
    }

    @Override
    public double of(double x) {
        return Math.min(Math.max(x, min), max);
    }

    @Override
    public double slope(double x) {
        return x > min && x < max ? 1 : 0;
    }
}
