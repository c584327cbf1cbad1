package tapline.train;

import java.util.List;
import java.util.Map;
import tapline.nn.Parameter;
import tapline.shape.Shape;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// What an optimiser keeps for one parameter from step to step. Not thread-safe.
final class OptimizerState {
    private final List<String> names;
    private final List<Tensor> tensors;
    private long steps;

    private OptimizerState(List<String> names, List<Tensor> tensors, long steps) {
        this.names = names;
        this.tensors = tensors;
        this.steps = steps;
    }

    static OptimizerState of(Parameter parameter, List<String> names, double initial) {
        List<Tensor> tensors = names.stream()
                .map(name -> Tensor.full(
                        initial, parameter.dtype(), parameter.shape().toArray()))
                .toList();
        return new OptimizerState(names, tensors, 0);
    }

    /// @param state with names that begin with `prefix`
    static OptimizerState load(Parameter parameter, List<String> names, String prefix, Map<String, Tensor> state) {
        List<Tensor> tensors = names.stream()
                .map(name -> StateReader.tensor(state, prefix + name, parameter.shape())
                        .to(parameter.dtype())
                        .copy())
                .toList();
        return new OptimizerState(names, tensors, (long)
                StateReader.tensor(state, prefix + "step", Shape.of()).item());
    }

    void store(String prefix, Map<String, Tensor> state) {
        state.put(prefix + "step", Tensor.scalar((double) steps));
        for (int i = 0; i < names.size(); i++) {
            state.put(prefix + names.get(i), tensors.get(i).copy());
        }
    }

    /// Counts a step; the first is 1.
    long nextStep() {
        return ++steps;
    }

    /// The value of `parameter` after a step.
    Tensor apply(UpdateRule rule, Parameter parameter, Tensor gradient) {
        Tensor next = Tensor.zeros(parameter.dtype(), parameter.shape().toArray());
        Tensor now = parameter.tensor();
        if (now.dtype() == DType.FLOAT32) {
            rule.apply(
                    now.floats(),
                    gradient.floats(),
                    tensors.stream().map(Tensor::floats).toArray(float[][]::new),
                    next.floats());
        } else {
            rule.apply(
                    now.doubles(),
                    gradient.doubles(),
                    tensors.stream().map(Tensor::doubles).toArray(double[][]::new),
                    next.doubles());
        }
        return next;
    }
}
