package tapline.train;

import java.util.List;
import tapline.nn.Parameter;

/// What the builders of [Adam] and [AdamW] have in common. Not thread-safe.
///
/// @param <B> the builder itself
public abstract sealed class AdamBuilder<B extends AdamBuilder<B>> extends OptimizerBuilder<B>
        permits Adam.Builder, AdamW.Builder {
    private static final double LR = 1e-3;

    double beta1 = 0.9;
    double beta2 = 0.999;
    double eps = 1e-8;
    boolean amsgrad;

    AdamBuilder(List<Parameter> parameters, double weightDecay) {
        super(parameters, LR, weightDecay);
    }

    /// How slowly the means of the gradient and of its square forget; 0.9 and 0.999 if not said.
    ///
    /// @throws IllegalArgumentException if one is not in `[0, 1)`
    public B betas(double beta1, double beta2) {
        this.beta1 = OptimizerChecks.beta(0, beta1);
        this.beta2 = OptimizerChecks.beta(1, beta2);
        return self();
    }

    /// What keeps the divisor from 0; 1e-8 if not said.
    ///
    /// @throws IllegalArgumentException if it is negative or not a number
    public B eps(double eps) {
        this.eps = OptimizerChecks.notNegative("epsilon value", eps);
        return self();
    }

    /// Whether the divisor never falls (Reddi and others, 2018); false if not said.
    public B amsgrad(boolean amsgrad) {
        this.amsgrad = amsgrad;
        return self();
    }
}
