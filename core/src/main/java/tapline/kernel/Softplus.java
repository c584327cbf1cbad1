package tapline.kernel;

/// `ln(1 + e^(beta * x)) / beta`, and `x` where `beta * x` is above the threshold.
///
/// In place it is slow: one loop of that many operations does not become vectors.
///
/// @param beta positive
/// @param threshold from where on the result is `x`
public record Softplus(double beta, double threshold) implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        float factor = (float) beta;
        float limit = (float) threshold;
        if (x == y) {
            for (int i = from; i < to; i++) {
                y[i] = of(x[i], factor, limit, FloatMath.exp(-Math.abs(x[i] * factor)));
            }
            return;
        }
        for (int i = from; i < to; i++) {
            y[i] = FloatMath.exp(-Math.abs(x[i] * factor));
        }
        for (int i = from; i < to; i++) {
            y[i] = of(x[i], factor, limit, y[i]);
        }
    }

    private static float of(float x, float factor, float limit, float e) {
        float isSoft = 1f - Math.max(Math.signum(x * factor - limit), 0f);
        return Math.max(x, 0f) + isSoft * FloatMath.log1p(e) / factor;
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        float factor = (float) beta;
        float limit = (float) threshold;
        for (int i = from; i < to; i++) {
            dx[i] = FloatMath.exp(-Math.abs(x[i] * factor));
        }
        for (int i = from; i < to; i++) {
            float z = x[i] * factor;
            float isLinear = Math.max(Math.signum(z - limit), 0f);
            dx[i] = g[i] * (Sigmoid.of(z, dx[i]) * (1f - isLinear) + isLinear);
        }
    }

    @Override
    public double of(double x) {
        double z = x * beta;
        return z > threshold ? x : Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z))) / beta;
    }

    @Override
    public double slope(double x) {
        double z = x * beta;
        return z > threshold ? 1 : new Sigmoid().of(z);
    }
}
