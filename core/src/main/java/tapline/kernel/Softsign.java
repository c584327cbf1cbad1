package tapline.kernel;

/// `x / (1 + |x|)`.
public record Softsign() implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] / (1f + Math.abs(x[i]));
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            float below = 1f + Math.abs(x[i]);
            dx[i] = g[i] / (below * below);
        }
    }

    @Override
    public double of(double x) {
        return x / (1 + Math.abs(x));
    }

    @Override
    public double slope(double x) {
        double below = 1 + Math.abs(x);
        return 1 / (below * below);
    }
}
