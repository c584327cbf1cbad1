package tapline.train;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tapline.nn.Parameter;

/// [Adam] with a weight decay that isn't scaled with the gradient: PyTorch's `torch.optim.AdamW` (Loshchilov and
/// Hutter, 2019). Not thread-safe.
///
/// Each step begins with `x *= 1 - lr * weightDecay`, and goes on as Adam's without one.
public final class AdamW extends Optimizer {
    private final AdamOptions options;

    private AdamW(Builder builder) {
        super(builder, OptionalDouble.of(builder.beta1), AdamOptions.stateNames(builder), 0);
        options = AdamOptions.of(builder);
    }

    /// Begins an optimiser of these parameters; what is not said has PyTorch's default.
    public static Builder of(List<Parameter> parameters) {
        return new Builder(parameters);
    }

    @Override
    UpdateRule rule(ParameterGroup group, long step) {
        UpdateRule.Direction undecayed =
                new UpdateRule.Direction(direction(group).sign(), 0);
        return AdamRule.of(undecayed, 1 - group.lr() * group.weightDecay(), options, group, step);
    }

    @Override
    void describe(ParameterGroup group, Map<String, String> text) {
        options.describe(group, text);
    }

    /// Makes an [AdamW]. Not thread-safe.
    public static final class Builder extends AdamBuilder<Builder> {
        private static final double DEFAULT_DECAY = 0.01;

        private Builder(List<Parameter> parameters) {
            super(parameters, DEFAULT_DECAY);
        }

        /// @throws IllegalArgumentException if there is no parameter
        public AdamW build() {
            return new AdamW(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
