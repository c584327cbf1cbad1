package tapline.train;

import java.util.List;
import java.util.Map;
import tapline.nn.Parameter;

/// Stochastic gradient descent, with momentum if wanted: PyTorch's `torch.optim.SGD`. Not thread-safe.
///
/// With gradient `g`, to which `weightDecay * x` is added: `b = momentum * b + (1 - dampening) * g` (`b = g` in the
/// first step), then `x -= lr * b`; with Nesterov's momentum `x -= lr * (g + momentum * b)`, and without momentum
/// `x -= lr * g`.
public final class SGD extends Optimizer {
    private final double dampening;
    private final boolean nesterov;
    private final boolean keepsBuffer;

    private SGD(Builder builder) {
        super(builder, momentum(builder.momentum), builder.momentum == 0 ? List.of() : List.of("momentum_buffer"), 0);
        dampening = builder.dampening;
        nesterov = builder.nesterov;
        keepsBuffer = builder.momentum != 0;
    }

    /// Begins an optimiser of these parameters; what is not said has PyTorch's default.
    public static Builder of(List<Parameter> parameters) {
        return new Builder(parameters);
    }

    @Override
    UpdateRule rule(ParameterGroup group, long step) {
        UpdateRule.Direction direction = direction(group);
        return keepsBuffer
                ? new Momentum(direction, group.lr(), group.momentum(), step == 1 ? 0 : dampening, nesterov)
                : new Plain(direction, group.lr());
    }

    @Override
    void describe(ParameterGroup group, Map<String, String> options) {
        options.put("dampening", PythonNumber.reprOfOption(dampening));
        options.put("momentum", PythonNumber.reprOfOption(group.momentum()));
        options.put("nesterov", PythonNumber.repr(nesterov));
    }

    private record Plain(Direction direction, double lr) implements UpdateRule {
        @Override
        public void apply(float[] x, float[] gradient, float[][] state, float[] next) {
            float sign = (float) direction.sign();
            float decay = (float) direction.decay();
            float rate = (float) lr;
            for (int i = 0; i < next.length; i++) {
                next[i] = x[i] - rate * (sign * gradient[i] + decay * x[i]);
            }
        }

        @Override
        public void apply(double[] x, double[] gradient, double[][] state, double[] next) {
            for (int i = 0; i < next.length; i++) {
                next[i] = x[i] - lr * (direction.sign() * gradient[i] + direction.decay() * x[i]);
            }
        }
    }

    private record Momentum(Direction direction, double lr, double momentum, double dampening, boolean nesterov)
            implements UpdateRule {
        /// What the gradient itself counts in the step, beside what the buffer does.
        private double gradientShare() {
            return nesterov ? 1 : 0;
        }

        private double bufferShare() {
            return nesterov ? momentum : 1;
        }

        @Override
        public void apply(float[] x, float[] gradient, float[][] state, float[] next) {
            float sign = (float) direction.sign();
            float decay = (float) direction.decay();
            float rate = (float) lr;
            float keep = (float) momentum;
            float take = (float) (1 - dampening);
            float ofGradient = (float) gradientShare();
            float ofBuffer = (float) bufferShare();
            float[] buffer = state[0];
            for (int i = 0; i < next.length; i++) {
                float g = sign * gradient[i] + decay * x[i];
                float b = keep * buffer[i] + take * g;
                buffer[i] = b;
                next[i] = x[i] - rate * (ofGradient * g + ofBuffer * b);
            }
        }

        @Override
        public void apply(double[] x, double[] gradient, double[][] state, double[] next) {
            double[] buffer = state[0];
            for (int i = 0; i < next.length; i++) {
                double g = direction.sign() * gradient[i] + direction.decay() * x[i];
                buffer[i] = momentum * buffer[i] + (1 - dampening) * g;
                next[i] = x[i] - lr * (gradientShare() * g + bufferShare() * buffer[i]);
            }
        }
    }

    /// Makes an [SGD]. Not thread-safe.
    public static final class Builder extends OptimizerBuilder<Builder> {
        private double momentum;
        private double dampening;
        private boolean nesterov;

        private Builder(List<Parameter> parameters) {
            super(parameters, 1e-3, 0);
        }

        /// How much of the steps before goes on; 0 if not said.
        ///
        /// @throws IllegalArgumentException if it is negative or not a number
        public Builder momentum(double momentum) {
            this.momentum = OptimizerChecks.notNegative("momentum value", momentum);
            return this;
        }

        /// What a new gradient lacks in weight; 0 if not said.
        public Builder dampening(double dampening) {
            this.dampening = dampening;
            return this;
        }

        /// Whether steps look ahead along the momentum; false if not said.
        public Builder nesterov(boolean nesterov) {
            this.nesterov = nesterov;
            return this;
        }

        /// @throws IllegalArgumentException if there is no parameter, or the options do not go together
        public SGD build() {
            if (nesterov && (momentum <= 0 || dampening != 0)) {
                throw new IllegalArgumentException("Nesterov momentum requires a momentum and zero dampening");
            }
            return new SGD(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
