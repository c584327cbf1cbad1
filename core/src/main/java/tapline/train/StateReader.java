package tapline.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tapline.shape.Shape;
import tapline.tensor.Tensor;

/// Takes tensors out of a saved state.
final class StateReader {
    private StateReader() {}

    /// @throws IllegalArgumentException if there is none of that name, or it has another shape
    static Tensor tensor(Map<String, Tensor> state, String name, Shape shape) {
        Tensor tensor = state.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("expected a tensor '" + name + "' in the state, but there is none");
        }
        if (!tensor.shape().equals(shape)) {
            throw new IllegalArgumentException("size mismatch for " + name + ": expected " + shape.toList()
                    + ", but got " + tensor.shape().toList());
        }
        return tensor;
    }

    /// @throws IllegalArgumentException if there is no number of that name
    static double number(Map<String, Tensor> state, String name) {
        return tensor(state, name, Shape.of()).item();
    }

    /// @throws IllegalArgumentException naming a tensor whose name begins with none of `prefixes`
    static void checkAllUnder(Set<String> prefixes, Map<String, Tensor> state) {
        for (String name : state.keySet()) {
            if (prefixes.stream().noneMatch(name::startsWith)) {
                throw new IllegalArgumentException(
                        "expected a state of other parameters: nothing here is '" + name + "'");
            }
        }
    }

    /// Those whose names begin with `prefix`, under the rest of their names.
    static Map<String, Tensor> under(Map<String, Tensor> state, String prefix) {
        Map<String, Tensor> branch = new LinkedHashMap<>();
        state.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                branch.put(name.substring(prefix.length()), tensor);
            }
        });
        return branch;
    }

    static void putUnder(Map<String, Tensor> state, String prefix, Map<String, Tensor> branch) {
        branch.forEach((name, tensor) -> state.put(prefix + name, tensor));
    }
}
