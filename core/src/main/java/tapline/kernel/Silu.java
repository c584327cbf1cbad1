package tapline.kernel;

/// `x / (1 + e^-x)`, also called swish (Elfwing et al., 2017).
public record Silu() implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] * Sigmoid.of(x[i]);
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = FloatMath.exp(-Math.abs(x[i]));
        }
        for (int i = from; i < to; i++) {
            dx[i] = g[i] * (Sigmoid.of(x[i], dx[i]) * Math.fma(x[i], Sigmoid.of(-x[i], dx[i]), 1f));
        }
    }

    @Override
    public double of(double x) {
        return x * new Sigmoid().of(x);
    }

    @Override
    public double slope(double x) {
        Sigmoid sigmoid = new Sigmoid();
        return sigmoid.of(x) * (1 + x * sigmoid.of(-x));
    }
}
