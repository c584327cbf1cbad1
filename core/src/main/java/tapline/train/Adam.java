package tapline.train;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tapline.nn.Parameter;

/// Steps scaled by the gradient's recent size: PyTorch's `torch.optim.Adam` (Kingma and Ba, 2015). Not thread-safe.
///
/// With gradient `g`, to which `weightDecay * x` is added: `m = beta1 * m + (1 - beta1) * g` and `v = beta2 * v +
/// (1 - beta2) * g^2`, then `x -= lr * m' / (sqrt(v') + eps)` with `m' = m / (1 - beta1^step)` and `v' = v / (1 -
/// beta2^step)`.
public final class Adam extends Optimizer {
    private final AdamOptions options;

    private Adam(Builder builder) {
        super(builder, OptionalDouble.of(builder.beta1), AdamOptions.stateNames(builder), 0);
        options = AdamOptions.of(builder);
    }

    /// Begins an optimiser of these parameters; what is not said has PyTorch's default.
    public static Builder of(List<Parameter> parameters) {
        return new Builder(parameters);
    }

    @Override
    UpdateRule rule(ParameterGroup group, long step) {
        return AdamRule.of(direction(group), 1, options, group, step);
    }

    @Override
    void describe(ParameterGroup group, Map<String, String> text) {
        options.describe(group, text);
        text.put("fused", "False");
    }

    /// Makes an [Adam]. Not thread-safe.
    public static final class Builder extends AdamBuilder<Builder> {
        private Builder(List<Parameter> parameters) {
            super(parameters, 0);
        }

        /// @throws IllegalArgumentException if there is no parameter
        public Adam build() {
            return new Adam(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
