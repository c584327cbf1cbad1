package tapline.kernel;

/// `x` times the probability that a standard normal number is below `x` (Hendrycks and Gimpel, 2016). Far below 0
/// the relative error is up to `x^2 / 2` units in the last place.
///
/// In place it is slow: one loop of that many operations does not become vectors.
public record Gelu() implements ElementFunction {
    /// `1 / sqrt(2 pi)`.
    private static final float PEAK = 0.398942280f;

    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        if (x == y) {
            for (int i = from; i < to; i++) {
                y[i] = x[i] * below(x[i], bell(x[i]));
            }
            return;
        }
        for (int i = from; i < to; i++) {
            y[i] = bell(x[i]);
        }
        for (int i = from; i < to; i++) {
            y[i] = x[i] * below(x[i], y[i]);
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = bell(x[i]);
        }
        for (int i = from; i < to; i++) {
            dx[i] = g[i] * Math.fma(Math.min(Math.max(x[i], -20f), 20f) * PEAK, dx[i], below(x[i], dx[i]));
        }
    }

    @Override
    public double of(double x) {
        return x * Normal.cdf(x);
    }

    @Override
    public double slope(double x) {
        return Normal.cdf(x) + x * Normal.density(x);
    }

    private static float bell(float x) {
        return FloatMath.exp(-0.5f * x * x);
    }

    /// The probability of a number below `x`, given `e^(-x^2 / 2)`: beyond `|x|` it is that times a polynomial in
    /// `1 / (1 + 0.3 |x|)`.
    private static float below(float x, float bell) {
        float t = 1f / Math.fma(0.3f, Math.abs(x), 1f);
        float p = 0.0384074636f;
        p = Math.fma(p, t, -0.169307798f);
        p = Math.fma(p, t, 0.228952438f);
        p = Math.fma(p, t, -0.0768403634f);
        p = Math.fma(p, t, 0.142765731f);
        p = Math.fma(p, t, 0.0945856869f);
        p = Math.fma(p, t, 0.121945307f);
        p = Math.fma(p, t, 0.119484201f);
        p = Math.fma(p, t, 7.37267692e-06f);
        float isPositive = Math.max(Math.signum(x), 0f);
        return Math.fma(bell * p, 1f - 2f * isPositive, isPositive);
    }
}
