package tapline.kernel;

/// `max(x, 0)`, exact.
public record Relu() implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.max(x[i], 0f);
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = g[i] * Math.max(Math.signum(x[i]), 0f);
        }
    }

    @Override
    public double of(double x) {
        return Math.max(x, 0);
    }

    @Override
    public double slope(double x) {
        return x > 0 ? 1 : 0;
    }
}
