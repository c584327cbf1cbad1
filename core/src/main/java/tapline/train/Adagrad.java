package tapline.train;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tapline.nn.Parameter;

/// Steps divided by the root of all squares so far: PyTorch's `torch.optim.Adagrad` (Duchi and others, 2011). Not
/// thread-safe.
///
/// With gradient `g`, to which `weightDecay * x` is added: `s += g^2`, then `x -= lr / (1 + (step - 1) * lrDecay) *
/// g / (sqrt(s) + eps)`.
public final class Adagrad extends Optimizer {
    private final double lrDecay;
    private final double initialAccumulatorValue;
    private final double eps;

    private Adagrad(Builder builder) {
        super(builder, OptionalDouble.empty(), List.of("sum"), builder.initialAccumulatorValue);
        lrDecay = builder.lrDecay;
        initialAccumulatorValue = builder.initialAccumulatorValue;
        eps = builder.eps;
    }

    /// Begins an optimiser of these parameters; what is not said has PyTorch's default.
    public static Builder of(List<Parameter> parameters) {
        return new Builder(parameters);
    }

    @Override
    UpdateRule rule(ParameterGroup group, long step) {
        return new Rule(direction(group), group.lr() / (1 + (step - 1) * lrDecay), eps);
    }

    @Override
    void describe(ParameterGroup group, Map<String, String> options) {
        options.put("eps", PythonNumber.repr(eps));
        options.put("initial_accumulator_value", PythonNumber.reprOfOption(initialAccumulatorValue));
        options.put("lr_decay", PythonNumber.reprOfOption(lrDecay));
    }

    private record Rule(Direction direction, double lr, double eps) implements UpdateRule {
        @Override
        public void apply(float[] x, float[] gradient, float[][] state, float[] next) {
            float sign = (float) direction.sign();
            float decay = (float) direction.decay();
            float rate = (float) lr;
            float least = (float) eps;
            float[] sum = state[0];
            for (int i = 0; i < next.length; i++) {
                float g = sign * gradient[i] + decay * x[i];
                float s = sum[i] + g * g;
                sum[i] = s;
                next[i] = x[i] - rate * (g / ((float) Math.sqrt(s) + least));
            }
        }

        @Override
        public void apply(double[] x, double[] gradient, double[][] state, double[] next) {
            double[] sum = state[0];
            for (int i = 0; i < next.length; i++) {
                double g = direction.sign() * gradient[i] + direction.decay() * x[i];
                sum[i] += g * g;
                next[i] = x[i] - lr * (g / (Math.sqrt(sum[i]) + eps));
            }
        }
    }

    /// Makes an [Adagrad]. Not thread-safe.
    public static final class Builder extends OptimizerBuilder<Builder> {
        private double lrDecay;
        private double initialAccumulatorValue;
        private double eps = 1e-10;

        private Builder(List<Parameter> parameters) {
            super(parameters, 0.01, 0);
        }

        /// How fast the learning rate falls with the steps; 0 if not said.
        ///
        /// @throws IllegalArgumentException if it is negative or not a number
        public Builder lrDecay(double lrDecay) {
            this.lrDecay = OptimizerChecks.notNegative("lr_decay value", lrDecay);
            return this;
        }

        /// What the sums of squares begin with; 0 if not said.
        ///
        /// @throws IllegalArgumentException if it is negative or not a number
        public Builder initialAccumulatorValue(double value) {
            initialAccumulatorValue = OptimizerChecks.notNegative("initial_accumulator_value value", value);
            return this;
        }

        /// What keeps the divisor from 0; 1e-10 if not said.
        ///
        /// @throws IllegalArgumentException if it is negative or not a number
        public Builder eps(double eps) {
            this.eps = OptimizerChecks.notNegative("epsilon value", eps);
            return this;
        }

        /// @throws IllegalArgumentException if there is no parameter
        public Adagrad build() {
            return new Adagrad(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
