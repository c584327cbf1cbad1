package tapline.kernel;

/// `ln(1 / (1 + e^-x))`.
public record LogSigmoid() implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.min(x[i], 0f) - FloatMath.log1p(FloatMath.exp(-Math.abs(x[i])));
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = g[i] * Sigmoid.of(-x[i]);
        }
    }

    @Override
    public double of(double x) {
        return Math.min(x, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    @Override
    public double slope(double x) {
        return new Sigmoid().of(-x);
    }
}
