package tapline.kernel;

/// `x^2`: the loss of a difference.
public record Square() implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] * x[i];
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = g[i] * (2f * x[i]);
        }
    }

    @Override
    public double of(double x) {
        return x * x;
    }

    @Override
    public double slope(double x) {
        return 2 * x;
    }
}
