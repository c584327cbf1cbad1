package tapline.train;

import java.util.List;
import tapline.nn.Parameter;

/// Parameters that an optimiser treats alike, and the numbers that a schedule may change as training goes on. Not
/// thread-safe.
public final class ParameterGroup {
    private final List<Parameter> parameters;
    private final boolean hasMomentum;
    private double lr;
    private double momentum;
    private double weightDecay;

    /// With numbers of 0.
    ///
    /// @param hasMomentum whether the optimiser does something with a momentum
    ParameterGroup(List<Parameter> parameters, boolean hasMomentum) {
        this.parameters = List.copyOf(parameters);
        this.hasMomentum = hasMomentum;
    }

    /// The parameters.
    public List<Parameter> parameters() {
        return parameters;
    }

    /// The learning rate.
    public double lr() {
        return lr;
    }

    /// Sets the learning rate.
    ///
    /// @throws IllegalArgumentException if it is negative or not a number
    public ParameterGroup lr(double lr) {
        this.lr = OptimizerChecks.notNegative("learning rate", lr);
        return this;
    }

    /// The momentum, or for Adam and AdamW the first of the betas: what cyclic schedules vary.
    public double momentum() {
        return momentum;
    }

    /// Sets the momentum, or for Adam and AdamW the first of the betas.
    ///
    /// @throws IllegalArgumentException if it is negative or not a number, or the optimiser was made without one,
    ///     and so keeps nothing for it
    public ParameterGroup momentum(double momentum) {
        if (!hasMomentum && momentum != 0) {
            throw new IllegalArgumentException(
                    "expected no momentum, because the optimizer was made without one, but got " + momentum);
        }
        this.momentum = OptimizerChecks.notNegative("momentum value", momentum);
        return this;
    }

    /// The weight decay: for AdamW the share of each weight that `lr` takes away in a step, for the others what is
    /// added to the gradient for each unit of the weight.
    public double weightDecay() {
        return weightDecay;
    }

    /// Sets the weight decay.
    ///
    /// @throws IllegalArgumentException if it is negative or not a number
    public ParameterGroup weightDecay(double weightDecay) {
        this.weightDecay = OptimizerChecks.notNegative("weight_decay value", weightDecay);
        return this;
    }
}
