package tapline.kernel;

/// `scale * x^2 / (2 beta)` for `|x| < beta`, else `scale * (|x| - beta / 2)`: the loss of a difference (Girshick,
/// 2015).
public record SmoothAbs(double beta, double scale) implements ElementFunction {
    @Override
    public void apply(float[] x, float[] y, int from, int to) {
        float factor = (float) (scale / beta);
        float bend = (float) beta;
        for (int i = from; i < to; i++) {
            float a = Math.abs(x[i]);
            float inner = Math.min(a, bend);
            y[i] = factor * inner * (a - 0.5f * inner);
        }
    }

    @Override
    public void backward(float[] x, float[] g, float[] dx, int from, int to) {
        float factor = (float) (scale / beta);
        float bend = (float) beta;
        for (int i = from; i < to; i++) {
            dx[i] = g[i] * (factor * Math.min(Math.max(x[i], -bend), bend));
        }
    }

    @Override
    public double of(double x) {
        double inner = Math.min(Math.abs(x), beta);
        return scale / beta * inner * (Math.abs(x) - 0.5 * inner);
    }

    @Override
    public double slope(double x) {
        return scale / beta * Math.clamp(x, -beta, beta);
    }
}
