package tapline.nn;

import java.util.List;
import java.util.function.UnaryOperator;
import tapline.tensor.Tensor;

/// A tensor that a network will make when it runs for inference: its input, or what some of its parts make of that.
/// A module's [Module#inferAfter] says with it what [Module#forward] does with tensors.
///
/// Not thread-safe, and of one network: values of two can't be put together.
public final class InferenceValue {
    private final InferencePlan.Builder plan;
    private final int number;

    InferenceValue(InferencePlan.Builder plan, int number) {
        this.plan = plan;
        this.number = number;
    }

    /// What these make of this value, the first one first.
    public InferenceValue through(Module... layers) {
        return through(List.of(layers));
    }

    /// What these make of this value, the first one first.
    public InferenceValue through(List<? extends Module> layers) {
        InferenceValue value = this;
        for (Module layer : layers) {
            value = layer.inferAfter(value);
        }
        return value;
    }

    /// The sum of both.
    public InferenceValue add(InferenceValue other) {
        return plan.add(new InferenceStep.Pairs(Tensor::add), List.of(this, other));
    }

    /// The product of both, element by element.
    public InferenceValue mul(InferenceValue other) {
        return plan.add(new InferenceStep.Pairs(Tensor::mul), List.of(this, other));
    }

    /// The channels of all of these, one value behind the other.
    ///
    /// @param values at least one
    public static InferenceValue channelsOf(List<InferenceValue> values) {
        return values.getFirst().plan.add(new InferenceStep.Channels(), values);
    }

    /// What `layer` makes of this value by its [Module#forward].
    InferenceValue asItIs(Module layer) {
        return plan.add(new InferenceStep.Function(layer::forward, layer instanceof SingleOperation), List.of(this));
    }

    /// What `function` makes of this value: anything that is no module.
    public InferenceValue through(UnaryOperator<Tensor> function) {
        return plan.add(new InferenceStep.Function(function, false), List.of(this));
    }

    InferenceValue through(InferenceStep.Conv conv) {
        return plan.add(conv, List.of(this));
    }

    /// The step that makes this value; null of the input.
    InferenceStep maker() {
        return plan.maker(this);
    }

    /// What the step that makes this value takes.
    InferenceValue before() {
        return plan.operand(this);
    }

    /// @throws IllegalArgumentException if the value is of another network
    int number(InferencePlan.Builder of) {
        if (plan != of) {
            throw new IllegalArgumentException("expected values of one network, but got values of two");
        }
        return number;
    }
}
