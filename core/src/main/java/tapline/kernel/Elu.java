package tapline.kernel;

/// `scale * x` where `x` is positive, else `scale * alpha * (e^x - 1)` (Clevert et al., 2015; scaled, Klambauer et
/// al., 2017).
public record Elu(double scale, double alpha) implements ElementFunction {
    /// The scaled exponential linear unit, whose numbers are those for which a deep network keeps its variance.
    public static final Elu SELU = new Elu(1.0507009873554805, 1.6732632423543772);

    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        float positive = (float) scale;
        float negative = (float) (scale * alpha);
        for (int i = from; i < to; i++) {
            y[i] = positive * Math.max(x[i], 0f) + negative * FloatMath.expm1(Math.min(x[i], 0f));
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        float positive = (float) scale;
        float negative = (float) (scale * alpha);
        for (int i = from; i < to; i++) {
            dx[i] = FloatMath.exp(Math.min(x[i], 0f));
        }
        for (int i = from; i < to; i++) {
            float isPositive = Math.max(Math.signum(x[i]), 0f);
            dx[i] = g[i] * (negative * dx[i] * (1 - isPositive) + positive * isPositive);
        }
    }

    @Override
    public double of(double x) {
        return x > 0 ? scale * x : scale * alpha * StrictMath.expm1(x);
    }

    @Override
    public double slope(double x) {
        return x > 0 ? scale : scale * alpha * StrictMath.exp(x);
    }
}
