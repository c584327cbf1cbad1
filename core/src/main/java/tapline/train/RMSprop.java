package tapline.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tapline.nn.Parameter;

/// Steps divided by the gradient's recent root mean square: PyTorch's `torch.optim.RMSprop` (Hinton, 2012;
/// centered: Graves, 2013). Not thread-safe.
///
/// With gradient `g`, to which `weightDecay * x` is added: `v = alpha * v + (1 - alpha) * g^2`, and centered also
/// `a = alpha * a + (1 - alpha) * g`; then `b = momentum * b + g / (sqrt(v - a^2) + eps)` and `x -= lr * b`.
public final class RMSprop extends Optimizer {
    private final double alpha;
    private final double eps;
    private final boolean centered;
    private final boolean keepsBuffer;

    private RMSprop(Builder builder) {
        super(builder, momentum(builder.momentum), stateNames(builder), 0);
        alpha = builder.alpha;
        eps = builder.eps;
        centered = builder.centered;
        keepsBuffer = builder.momentum != 0;
    }

    private static List<String> stateNames(Builder builder) {
        List<String> names = new ArrayList<>(List.of("square_avg"));
        if (builder.momentum != 0) {
            names.add("momentum_buffer");
        }
        if (builder.centered) {
            names.add("grad_avg");
        }
        return List.copyOf(names);
    }

    /// Begins an optimiser of these parameters; what is not said has PyTorch's default.
    public static Builder of(List<Parameter> parameters) {
        return new Builder(parameters);
    }

    @Override
    UpdateRule rule(ParameterGroup group, long step) {
        return new Rule(direction(group), group.lr(), group.momentum(), alpha, eps, keepsBuffer, centered);
    }

    @Override
    void describe(ParameterGroup group, Map<String, String> options) {
        options.put("alpha", PythonNumber.repr(alpha));
        options.put("centered", PythonNumber.repr(centered));
        options.put("eps", PythonNumber.repr(eps));
        options.put("momentum", PythonNumber.reprOfOption(group.momentum()));
    }

    private record Rule(
            Direction direction,
            double lr,
            double momentum,
            double alpha,
            double eps,
            boolean keepsBuffer,
            boolean centered)
            implements UpdateRule {
        @Override
        public void apply(float[] x, float[] gradient, float[][] state, float[] next) {
            float sign = (float) direction.sign();
            float decay = (float) direction.decay();
            float keep = (float) alpha;
            float take = (float) (1 - alpha);
            float least = (float) eps;
            float rate = (float) lr;
            float goOn = (float) momentum;
            float[] square = state[0];
            // Arrays that nobody reads take the places of those that are not kept: the loop stays one.
            float[] buffer = keepsBuffer ? state[1] : new float[next.length];
            float[] mean = centered ? state[state.length - 1] : new float[next.length];
            float takeMean = centered ? take : 0;
            for (int i = 0; i < next.length; i++) {
                float g = sign * gradient[i] + decay * x[i];
                float s = keep * square[i] + take * g * g;
                float m = keep * mean[i] + takeMean * g;
                float b = goOn * buffer[i] + g / ((float) Math.sqrt(s - m * m) + least);
                square[i] = s;
                mean[i] = m;
                buffer[i] = b;
                next[i] = x[i] - rate * b;
            }
        }

        @Override
        public void apply(double[] x, double[] gradient, double[][] state, double[] next) {
            double[] square = state[0];
            double[] buffer = keepsBuffer ? state[1] : new double[next.length];
            double[] mean = centered ? state[state.length - 1] : new double[next.length];
            double takeMean = centered ? 1 - alpha : 0;
            for (int i = 0; i < next.length; i++) {
                double g = direction.sign() * gradient[i] + direction.decay() * x[i];
                square[i] = alpha * square[i] + (1 - alpha) * g * g;
                mean[i] = alpha * mean[i] + takeMean * g;
                buffer[i] = momentum * buffer[i] + g / (Math.sqrt(square[i] - mean[i] * mean[i]) + eps);
                next[i] = x[i] - lr * buffer[i];
            }
        }
    }

    /// Makes an [RMSprop]. Not thread-safe.
    public static final class Builder extends OptimizerBuilder<Builder> {
        private double alpha = 0.99;
        private double eps = 1e-8;
        private double momentum;
        private boolean centered;

        private Builder(List<Parameter> parameters) {
            super(parameters, 0.01, 0);
        }

        /// How slowly the mean of squares forgets; 0.99 if not said.
        ///
        /// @throws IllegalArgumentException if it is negative or not a number
        public Builder alpha(double alpha) {
            this.alpha = OptimizerChecks.notNegative("alpha value", alpha);
            return this;
        }

        /// What keeps the divisor from 0; 1e-8 if not said.
        ///
        /// @throws IllegalArgumentException if it is negative or not a number
        public Builder eps(double eps) {
            this.eps = OptimizerChecks.notNegative("epsilon value", eps);
            return this;
        }

        /// How much of the steps before goes on; 0 if not said.
        ///
        /// @throws IllegalArgumentException if it is negative or not a number
        public Builder momentum(double momentum) {
            this.momentum = OptimizerChecks.notNegative("momentum value", momentum);
            return this;
        }

        /// Whether the gradient's variance takes the place of its mean square; false if not said.
        public Builder centered(boolean centered) {
            this.centered = centered;
            return this;
        }

        /// @throws IllegalArgumentException if there is no parameter
        public RMSprop build() {
            return new RMSprop(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
