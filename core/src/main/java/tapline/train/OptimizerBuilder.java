package tapline.train;

import java.util.List;
import tapline.nn.Parameter;

/// What the builders of all optimisers have in common. Not thread-safe.
///
/// @param <B> the builder itself
public abstract sealed class OptimizerBuilder<B extends OptimizerBuilder<B>>
        permits SGD.Builder, AdamBuilder, RMSprop.Builder, Adagrad.Builder {
    final List<Parameter> parameters;
    double lr;
    double weightDecay;
    boolean maximize;

    OptimizerBuilder(List<Parameter> parameters, double lr, double weightDecay) {
        this.parameters = List.copyOf(parameters);
        this.lr = lr;
        this.weightDecay = weightDecay;
    }

    /// The learning rate.
    ///
    /// @throws IllegalArgumentException if it is negative or not a number
    public B lr(double lr) {
        this.lr = OptimizerChecks.notNegative("learning rate", lr);
        return self();
    }

    /// How strongly weights are pulled to zero.
    ///
    /// @throws IllegalArgumentException if it is negative or not a number
    public B weightDecay(double weightDecay) {
        this.weightDecay = OptimizerChecks.notNegative("weight_decay value", weightDecay);
        return self();
    }

    /// Whether to climb along the gradient instead of descending; false if not said.
    public B maximize(boolean maximize) {
        this.maximize = maximize;
        return self();
    }

    abstract B self();
}
