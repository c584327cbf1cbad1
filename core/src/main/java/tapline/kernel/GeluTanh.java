package tapline.kernel;

/// [Gelu] with `1 / (1 + e^-u)`, `u = sqrt(8 / pi) (x + 0.044715 x^3)`, for the probability: the same as
/// `(1 + tanh(u / 2)) / 2`. The relative error is up to `|u|` units in the last place.
public record GeluTanh() implements ElementFunction {
    private static final double SCALE = 1.5957691216057308;
    private static final double CUBE = 0.044715;

    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] * Sigmoid.of(argument(x[i]));
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        // In two steps: a loop of more operations would not become vectors.
        for (int i = from; i < to; i++) {
            dx[i] = FloatMath.exp(-Math.abs(argument(clamped(x[i]))));
        }
        for (int i = from; i < to; i++) {
            float c = clamped(x[i]);
            float slope = (float) SCALE * Math.fma(3 * (float) CUBE * c, c, 1f);
            dx[i] = g[i] * (Sigmoid.of(c, dx[i]) * Math.fma(c * slope, Sigmoid.of(-c, dx[i]), 1f));
        }
    }

    @Override
    public double of(double x) {
        return x * new Sigmoid().of(argument(x));
    }

    @Override
    public double slope(double x) {
        double c = Math.clamp(x, -40, 40);
        Sigmoid sigmoid = new Sigmoid();
        double u = argument(c);
        return sigmoid.of(u) * (1 + c * sigmoid.of(-u) * SCALE * (1 + 3 * CUBE * c * c));
    }

    /// Beyond that the slope is 0 or 1, and its parts are not infinite yet.
    private static float clamped(float x) {
        return Math.min(Math.max(x, -40f), 40f);
    }

    private static float argument(float x) {
        return (float) SCALE * Math.fma((float) CUBE * x * x, x, x);
    }

    private static double argument(double x) {
        return SCALE * (x + CUBE * x * x * x);
    }
}
