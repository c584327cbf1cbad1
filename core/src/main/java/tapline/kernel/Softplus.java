package tapline.kernel;

/// `ln(1 + e^(beta * x)) / beta`, and `x` where `beta * x` is above the threshold.
public record Softplus(double beta, double threshold) implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        float factor = (float) beta;
        float limit = (float) threshold;
        for (int i = from; i < to; i++) {
            float z = x[i] * factor;
            float isSoft = 1f - Math.max(Math.signum(z - limit), 0f);
            y[i] = (Math.max(z, 0f) + isSoft * FloatMath.log1p(FloatMath.exp(-Math.abs(z)))) / factor;
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        float factor = (float) beta;
        float limit = (float) threshold;
        for (int i = from; i < to; i++) {
            float z = x[i] * factor;
            float isLinear = Math.max(Math.signum(z - limit), 0f);
            dx[i] = g[i] * (Sigmoid.of(z) * (1f - isLinear) + isLinear);
        }
    }

    @Override
    public double of(double x) {
        double z = x * beta;
        return z > threshold ? x : (Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)))) / beta;
    }

    @Override
    public double slope(double x) {
        double z = x * beta;
        return z > threshold ? 1 : new Sigmoid().of(z);
    }
}
