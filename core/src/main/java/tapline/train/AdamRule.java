package tapline.train;

/// The step of Adam (Kingma and Ba, 2015) and AdamW (Loshchilov and Hutter, 2019).
///
/// @param shrink what each value is multiplied with before the step
/// @param stepSize the learning rate, corrected for the mean's start at 0
/// @param root of the correction for the start at 0 of the mean of squares
record AdamRule(
        Direction direction,
        double shrink,
        double beta1,
        double beta2,
        double eps,
        boolean amsgrad,
        double stepSize,
        double root)
        implements UpdateRule {
    static AdamRule of(Direction direction, double shrink, AdamOptions options, ParameterGroup group, long step) {
        double correction1 = 1 - StrictMath.pow(group.momentum(), step);
        double correction2 = 1 - StrictMath.pow(options.beta2(), step);
        return new AdamRule(
                direction,
                shrink,
                group.momentum(),
                options.beta2(),
                options.eps(),
                options.amsgrad(),
                group.lr() / correction1,
                Math.sqrt(correction2));
    }

    @Override
    public void apply(float[] x, float[] gradient, float[][] state, float[] next) {
        float sign = (float) direction.sign();
        float decay = (float) direction.decay();
        float scale = (float) shrink;
        float keepMean = (float) beta1;
        float takeMean = (float) (1 - beta1);
        float keepSquare = (float) beta2;
        float takeSquare = (float) (1 - beta2);
        float rate = (float) stepSize;
        float correction = (float) root;
        float least = (float) eps;
        float[] mean = state[0];
        float[] square = state[1];
        // Without it, the mean of squares is its own maximum, and the loop stays one.
        float[] largest = amsgrad ? state[2] : square;
        for (int i = 0; i < next.length; i++) {
            float value = scale * x[i];
            float g = sign * gradient[i] + decay * value;
            float m = keepMean * mean[i] + takeMean * g;
            float s = keepSquare * square[i] + takeSquare * g * g;
            mean[i] = m;
            square[i] = s;
            float most = Math.max(largest[i], s);
            largest[i] = most;
            next[i] = value - rate * (m / ((float) Math.sqrt(most) / correction + least));
        }
    }

    @Override
    public void apply(double[] x, double[] gradient, double[][] state, double[] next) {
        double[] mean = state[0];
        double[] square = state[1];
        double[] largest = amsgrad ? state[2] : square;
        for (int i = 0; i < next.length; i++) {
            double value = shrink * x[i];
            double g = direction.sign() * gradient[i] + direction.decay() * value;
            mean[i] = beta1 * mean[i] + (1 - beta1) * g;
            square[i] = beta2 * square[i] + (1 - beta2) * g * g;
            largest[i] = Math.max(largest[i], square[i]);
            next[i] = value - stepSize * (mean[i] / (Math.sqrt(largest[i]) / root + eps));
        }
    }
}
